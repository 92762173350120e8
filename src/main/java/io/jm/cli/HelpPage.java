package io.jm.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Renders help: what a command is for, and a line for each option. */
final class HelpPage {
    private static final int WIDEST_NAME = 34;

    private final StringBuilder page = new StringBuilder();

    private HelpPage() {}

    /** The help of the program as a whole. */
    static String ofProgram(String program, List<CommandSpec> commands) {
        HelpPage help = new HelpPage();
        help.line("Usage: " + program + " [OPTIONS] COMMAND [arg...]");
        help.line("");
        help.line("Create and manage machines running Docker.");
        help.line("");
        help.line("Options:");
        help.flags(GlobalFlags.table());
        help.line("");
        help.line("Commands:");
        for (CommandSpec command : commands) {
            help.row(command.name(), header(command));
        }
        help.line("");
        help.line("Run '" + program + " COMMAND --help' for more information on a command.");
        return help.page.toString();
    }

    /** The help of one command; {@code more} are options that a driver adds. */
    static String ofCommand(String program, CommandSpec command, List<Flag> flags) {
        HelpPage help = new HelpPage();
        help.line("Usage: " + program + " " + command.name() + (flags.isEmpty() ? "" : " [OPTIONS]") + " [arg...]");
        help.line("");
        help.line(header(command));
        String[] description = command.usageMessage().description();
        if (description.length > 0) {
            help.line("");
            for (String line : description) {
                help.line(line);
            }
        }
        if (!flags.isEmpty()) {
            help.line("");
            help.line("Options:");
            help.flags(flags);
        }
        return help.page.toString();
    }

    /** The visible options of a command. */
    static List<Flag> flags(CommandSpec command) {
        List<Flag> flags = new ArrayList<>();
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                flags.add(Flag.of(option));
            }
        }
        return flags;
    }

    private static String header(CommandSpec command) {
        String[] header = command.usageMessage().header();
        return header.length == 0 ? "" : header[0];
    }

    private void flags(List<Flag> flags) {
        for (Flag flag : flags) {
            StringBuilder name = new StringBuilder();
            for (String spelling : flag.names()) {
                name.append(name.length() == 0 ? "" : ", ");
                name.append(spelling.length() == 1 ? "-" : "--").append(spelling);
            }
            if (flag.kind() == Flag.Kind.NUMBER) {
                name.append(" N");
            } else if (flag.kind() != Flag.Kind.SWITCH) {
                name.append(" VALUE");
            }
            String usage = flag.usage();
            if (flag.kind() == Flag.Kind.LIST) {
                usage += " (may be repeated)";
            }
            if (!flag.defaultValue().isEmpty()) {
                usage += " (default " + flag.defaultValue() + ")";
            }
            if (!flag.environmentVariable().isEmpty()) {
                usage += " [$" + flag.environmentVariable() + "]";
            }
            row(name.toString(), usage);
        }
    }

    private void row(String name, String text) {
        page.append("  ").append(name);
        page.append(" ".repeat(Math.max(2, WIDEST_NAME - name.length())));
        line(text);
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
