package io.jm.cli;

import io.jm.go.text.TabWriter;
import io.jm.text.Printable;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Lays help out as docker-machine does, whose output shell completions parse: an option of a command is indented by
 * three blanks, a command by two, tabs separate it from its text, a default is in double quotes.
 *
 * @param program the name of the program
 * @param version its version
 */
record TabbedHelp(String program, String version) implements HelpPage {
    private static final TabWriter COLUMNS = new TabWriter(0, 8, 1, '\t');

    @Override
    public String ofProgram(List<Flag> flags, List<CommandSpec> commands, List<String> others) {
        StringBuilder page = new StringBuilder("Usage: ").append(program).append(" [OPTIONS] COMMAND [arg...]\n\n");
        page.append("Create and manage machines running Docker.\n\n");
        page.append("Version: ").append(version).append("\n\nOptions:\n");
        options("  ", flags, page);
        page.append("  \nCommands:\n");
        for (CommandSpec command : commands) {
            row("  ", command.name(), HelpPage.header(command), page);
        }
        page.append("  \nRun '").append(program).append(" COMMAND --help' for more information on a command.\n");
        if (!others.isEmpty()) {
            page.append("jm adds: ").append(String.join(", ", others)).append('\n');
        }
        return COLUMNS.format(page.toString());
    }

    @Override
    public String ofCommand(CommandText command) {
        List<Flag> flags = command.flags();
        StringBuilder page =
                new StringBuilder("Usage: ").append(program).append(' ').append(command.name());
        page.append(flags.isEmpty() ? "" : " [OPTIONS]").append(" [arg...]\n\n");
        page.append(command.header()).append('\n');
        if (!command.description().isEmpty()) {
            page.append("\nDescription:\n");
            for (String line : command.description()) {
                page.append(line.isEmpty() ? "" : "   " + line + "\n");
            }
        }
        if (!command.commands().isEmpty()) {
            page.append("\nCommands:\n");
            command.commands().forEach(member -> row("   ", member.name(), member.text(), page));
        }
        if (!flags.isEmpty()) {
            page.append("\nOptions:\n   \n");
            options("   ", flags, page);
        }
        return COLUMNS.format(page.toString());
    }

    private static void options(String indent, List<Flag> flags, StringBuilder page) {
        for (Flag flag : flags) {
            String variables = flag.environmentVariable();
            String hint = variables.isEmpty() ? "" : " [$" + variables.replace(",", ", $") + "]";
            row(indent, flag.spellings() + value(flag), flag.usage() + hint, page);
        }
    }

    private static String value(Flag flag) {
        String quoted = " \"" + flag.defaultValue() + "\"";
        return switch (flag.kind()) {
            case SWITCH -> "";
            case TEXT -> flag.defaultValue().isEmpty() ? " " : quoted;
            case NUMBER -> quoted;
            case LIST -> " [--" + flag.name() + " option --" + flag.name() + " option]";
        };
    }

    private static void row(String indent, String name, String text, StringBuilder page) {
        page.append(indent).append(Printable.line(name)).append('\t');
        page.append(Printable.line(text)).append('\n');
    }
}
