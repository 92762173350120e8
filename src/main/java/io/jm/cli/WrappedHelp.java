package io.jm.cli;

import io.jm.text.Printable;
import java.util.List;

/**
 * Help in two columns, wrapped at words.
 *
 * @param program the name of the program
 * @param width how many characters a line may have
 */
record WrappedHelp(String program, int width) implements HelpPage {
    static final int USUAL_WIDTH = 80;

    private static final String INDENT = "  ";
    private static final int WIDEST_NAME = 30;

    @Override
    public String ofProgram(List<Flag> flags, List<Entry> commands) {
        StringBuilder page = new StringBuilder("Usage: ").append(program).append(" [OPTIONS] COMMAND [arg...]\n\n");
        page.append("Create and manage machines running Docker.\n\nOptions:\n");
        options(flags, page);
        page.append("\nCommands:\n");
        int longest = 0;
        for (Entry command : commands) {
            longest = Math.max(longest, command.name().length());
        }
        for (Entry command : commands) {
            row(command.name(), command.header(), longest, page);
        }
        page.append("\nRun '").append(program).append(" COMMAND --help' for more information on a command.\n");
        return page.toString();
    }

    @Override
    public String ofCommand(Entry command, List<String> description, List<Flag> flags) {
        StringBuilder page =
                new StringBuilder("Usage: ").append(program).append(' ').append(command.name());
        page.append(flags.isEmpty() ? "" : " [OPTIONS]").append(" [arg...]\n\n");
        wrap(command.header(), 0, page);
        if (!description.isEmpty()) {
            page.append('\n');
            for (String line : description) {
                wrap(line, 0, page);
            }
        }
        if (!flags.isEmpty()) {
            page.append("\nOptions:\n");
            options(flags, page);
        }
        return page.toString();
    }

    private void options(List<Flag> flags, StringBuilder page) {
        int longest = 0;
        for (Flag flag : flags) {
            longest = Math.max(longest, name(flag).length());
        }
        for (Flag flag : flags) {
            row(name(flag), text(flag), longest, page);
        }
    }

    private static String name(Flag flag) {
        String value = switch (flag.kind()) {
            case SWITCH -> "";
            case NUMBER -> " N";
            case TEXT, LIST -> " VALUE";
        };
        return Printable.line(flag.spellings() + value);
    }

    private static String text(Flag flag) {
        StringBuilder text = new StringBuilder(flag.usage());
        if (flag.kind() == Flag.Kind.LIST) {
            text.append(" (may be repeated)");
        }
        if (!flag.defaultValue().isEmpty() && !flag.usage().contains("default")) {
            text.append(" (default ").append(flag.defaultValue()).append(')');
        }
        if (!flag.environmentVariable().isEmpty()) {
            text.append(" [$").append(flag.environmentVariable()).append(']');
        }
        return Printable.line(text.toString());
    }

    /** A name that leaves no room beside it has its text in the next line. */
    private void row(String name, String text, int longest, StringBuilder page) {
        int column = INDENT.length() + Math.min(longest, WIDEST_NAME) + INDENT.length();
        page.append(INDENT).append(name);
        int at = INDENT.length() + name.length();
        if (at + INDENT.length() > column) {
            page.append('\n');
            at = 0;
        }
        page.append(" ".repeat(column - at));
        wrap(text, column, page);
    }

    /** Ends the lines of a text at words; one that is longer than a line is kept whole. */
    private void wrap(String text, int indent, StringBuilder page) {
        int room = Math.max(1, width - indent);
        int start = 0;
        while (text.length() - start > room) {
            int end = text.lastIndexOf(' ', start + room);
            if (end <= start) {
                end = text.indexOf(' ', start + room);
            }
            if (end < 0) {
                break;
            }
            page.append(text, start, end).append('\n').append(" ".repeat(indent));
            start = end + 1;
        }
        page.append(text, start, text.length()).append('\n');
    }
}
