package io.jm.cli;

import io.jm.cli.WrappedText.Row;
import io.jm.driver.FlagGroup;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Lays help out in two columns, with lines that end at words.
 *
 * @param program the name of the program
 * @param width the maximum length of a line in characters
 */
record WrappedHelp(String program, int width) implements HelpPage {
    /** The titles of the groups of commands, in their order. */
    static final List<String> GROUPS = List.of(
            HelpGroup.CREATE,
            HelpGroup.SHOW,
            HelpGroup.CONNECT,
            HelpGroup.POWER,
            HelpGroup.MAINTAIN,
            HelpGroup.TRANSFER,
            HelpGroup.OTHER);

    @Override
    public String ofProgram(List<Flag> flags, List<CommandSpec> commands, List<String> others) {
        WrappedText page = new WrappedText(width)
                .paragraph("Usage: " + program + " [OPTIONS] COMMAND [ARGUMENT...]")
                .paragraph("")
                .paragraph("Create and manage machines running Docker.");
        for (String group : GROUPS) {
            page.heading(group).rows(entries(commands, group));
        }
        page.heading("Topics").rows(Help.topics());
        options(flags, page);
        return page.paragraph("")
                .paragraph("Run '" + program + " COMMAND --help' for the help of a command, '" + program
                        + " help TOPIC' for that of a topic.")
                .toString();
    }

    private static List<Row> entries(List<CommandSpec> commands, String group) {
        List<Row> rows = new ArrayList<>();
        for (CommandSpec command : commands) {
            String own = command.usageMessage().headerHeading();
            if (group.equals(GROUPS.contains(own) ? own : HelpGroup.OTHER)) {
                rows.add(new Row(CommandName.withAlias(command.name()), HelpPage.header(command)));
            }
        }
        return rows;
    }

    @Override
    public String ofCommand(CommandText command) {
        WrappedText page = new WrappedText(width)
                .paragraph("Usage: " + program + " " + command.usage())
                .paragraph("")
                .paragraph(command.header());
        if (!command.alias().isEmpty()) {
            page.paragraph("").paragraph("Alias: " + program + " " + command.alias());
        }
        for (String paragraph : command.paragraphs()) {
            page.paragraph("").paragraph(paragraph);
        }
        if (!command.commands().isEmpty()) {
            List<Row> members = command.commands();
            page.heading("Commands")
                    .rows(members.stream()
                            .map(member -> new Row(CommandName.withAlias(member.name()), member.text()))
                            .toList());
        }
        options(command.flags(), page);
        if (!command.examples().isEmpty()) {
            page.heading("Examples");
            command.examples().forEach(example -> page.example(example.purpose(), example.command()));
        }
        if (!command.exitCodes().isEmpty()) {
            page.heading("Exit codes").rows(command.exitCodes());
        }
        return page.toString();
    }

    private static void options(List<Flag> flags, WrappedText page) {
        for (FlagGroup group : FlagGroup.values()) {
            List<Row> rows = new ArrayList<>();
            for (Flag flag : flags) {
                if (flag.heading().equals(group.title())) {
                    rows.add(new Row(flag.spellings() + flag.value(), text(flag)));
                }
            }
            if (!rows.isEmpty()) {
                page.heading(group == FlagGroup.NONE ? "Options" : group.title())
                        .rows(rows);
            }
        }
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
        return text.toString();
    }
}
