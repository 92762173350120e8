package io.jm.cli;

import io.jm.cli.WrappedText.Row;
import io.jm.os.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The reference as man pages: {@code jm.1}, and one page for each command and topic. */
final class ManPages {
    /** The same in every build, so that builds can be compared. */
    private static final String DATE = "2026-01-01";

    private final Reference reference;

    ManPages(Reference reference) {
        this.reference = reference;
    }

    /** Returns all pages by the names of their files. */
    Map<String, String> all() {
        Map<String, String> pages = new TreeMap<>();
        pages.put("jm.1", program());
        reference
                .groups()
                .values()
                .forEach(group -> group.forEach(command -> {
                    pages.put(page(command.name()) + ".1", command(command));
                }));
        for (Row topic : Help.topics()) {
            pages.put("jm-" + topic.name() + ".7", topic(Reference.topic(topic.name())));
        }
        return pages;
    }

    private String program() {
        StringBuilder page = start("jm", 1, "Create and manage machines running Docker");
        section(page, "SYNOPSIS");
        page.append("\\fBjm\\fR [\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGUMENT...\\fR]\n");
        section(page, "OPTIONS");
        options(page, reference.globalFlags());
        section(page, "COMMANDS");
        reference.groups().forEach((title, commands) -> {
            page.append(".SS ").append(escaped(title)).append('\n');
            commands.forEach(command -> item(page, page(command.name()) + "(1)", command.header()));
        });
        section(page, "ENVIRONMENT");
        for (Setting setting : Setting.values()) {
            if (Topic.isOwn(setting) && !setting.commands().equals("internal")) {
                item(page, setting.variable(), setting.meaning());
            }
        }
        section(page, "FILES");
        item(page, "~/.docker/machine", "The store: machines and certificates");
        exitStatus(page, Reference.topic(Topic.EXIT_CODES).sections().get(0).rows());
        List<String> others = new ArrayList<>();
        Help.topics().forEach(topic -> others.add("jm-" + topic.name() + "(7)"));
        seeAlso(page, others);
        return page.toString();
    }

    private static String page(String command) {
        return "jm-" + command.replace(' ', '-');
    }

    private String command(CommandText command) {
        StringBuilder page = start(page(command.name()), 1, command.header());
        section(page, "SYNOPSIS");
        page.append("\\fBjm ").append(escaped(command.name())).append("\\fR");
        page.append(escaped(command.usage().substring(command.name().length()))).append('\n');
        if (!command.alias().isEmpty()) {
            page.append(".br\n\\fBjm ").append(escaped(command.alias())).append("\\fR ...\n");
        }
        section(page, "DESCRIPTION");
        if (command.paragraphs().isEmpty()) {
            text(page, command.header() + ".");
        }
        boolean first = true;
        for (String paragraph : command.paragraphs()) {
            page.append(first ? "" : ".PP\n");
            text(page, paragraph);
            first = false;
        }
        if (!command.commands().isEmpty()) {
            section(page, "COMMANDS");
            command.commands()
                    .forEach(member -> item(page, page(command.name() + " " + member.name()) + "(1)", member.text()));
        }
        if (!command.flags().isEmpty()) {
            section(page, "OPTIONS");
            options(page, command.flags());
        }
        if (command.name().equals("create")) {
            reference.driverFlags().forEach((driver, flags) -> {
                page.append(".SS Options of the driver ").append(driver).append('\n');
                options(page, flags);
            });
        }
        section(page, "EXAMPLES");
        for (CommandText.Example example : command.examples()) {
            page.append(example == command.examples().get(0) ? "" : ".PP\n");
            text(page, example.purpose() + ":");
            page.append(".RS 4\n.nf\n").append(line(escaped(example.command()))).append("\n.fi\n.RE\n");
        }
        exitStatus(page, Reference.exitCodes(command));
        List<String> others = new ArrayList<>(List.of("jm(1)"));
        reference.seeAlso(command).forEach(name -> others.add(page(name) + "(1)"));
        Reference.topics(command).forEach(name -> others.add("jm-" + name + "(7)"));
        seeAlso(page, others);
        return page.toString();
    }

    private static String topic(Topic topic) {
        StringBuilder page = start("jm-" + topic.name(), 7, topic.header());
        for (Topic.Section part : topic.sections()) {
            section(page, part.title());
            boolean first = true;
            for (String paragraph : part.text()) {
                page.append(first ? "" : ".PP\n");
                text(page, paragraph);
                first = false;
            }
            part.rows().forEach(row -> item(page, row.name(), row.text()));
            if (!part.lines().isEmpty()) {
                page.append(".RS 4\n.nf\n");
                part.lines().forEach(text -> page.append(line(escaped(text))).append('\n'));
                page.append(".fi\n.RE\n");
            }
        }
        seeAlso(page, List.of("jm(1)"));
        return page.toString();
    }

    private static StringBuilder start(String name, int section, String header) {
        StringBuilder page = new StringBuilder(".\\\" Generated by scripts/reference\n.TH ");
        page.append(name.toUpperCase(Locale.ROOT)).append(' ').append(section);
        page.append(" ").append(DATE).append(" jm \"jm manual\"\n");
        section(page, "NAME");
        return page.append(escaped(name))
                .append(" \\- ")
                .append(escaped(header))
                .append('\n');
    }

    private static void section(StringBuilder page, String title) {
        page.append(".SH ").append(escaped(title.toUpperCase(Locale.ROOT))).append('\n');
    }

    private static void options(StringBuilder page, List<Flag> flags) {
        for (Flag flag : flags) {
            String value = flag.value();
            StringBuilder text = new StringBuilder(flag.usage());
            text.append(flag.kind() == Flag.Kind.LIST ? " (may be repeated)" : "");
            text.append(flag.defaultValue().isEmpty() ? "" : ". Default: " + flag.defaultValue());
            text.append(flag.environmentVariable().isEmpty() ? "" : ". Variable: " + flag.environmentVariable());
            item(page, flag.spellings() + value, text.toString());
        }
    }

    private static void exitStatus(StringBuilder page, List<Row> codes) {
        section(page, "EXIT STATUS");
        codes.forEach(code -> item(page, code.name(), code.text()));
    }

    private static void seeAlso(StringBuilder page, List<String> names) {
        section(page, "SEE ALSO");
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            int bracket = name.indexOf('(');
            page.append(".BR ")
                    .append(escaped(name.substring(0, bracket)))
                    .append(' ')
                    .append(name.substring(bracket));
            page.append(i + 1 < names.size() ? ",\n" : "\n");
        }
    }

    private static void item(StringBuilder page, String name, String text) {
        page.append(".TP\n\\fB").append(escaped(name)).append("\\fR\n");
        text(page, text + ".");
    }

    /** Adds text in lines of moderate length, none of which is taken for a request. */
    private static void text(StringBuilder page, String text) {
        for (String line :
                new WrappedText(72).paragraph(escaped(text)).toString().split("\n")) {
            page.append(line(line)).append('\n');
        }
    }

    private static String line(String line) {
        return line.startsWith(".") ? "\\&" + line : line;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char character : text.toCharArray()) {
            switch (character) {
                case '\\' -> escaped.append("\\e");
                case '-' -> escaped.append("\\-");
                case '\'' -> escaped.append("\\(aq");
                case '"' -> escaped.append("\\(dq");
                case '`' -> escaped.append("\\(ga");
                case '^' -> escaped.append("\\(ha");
                case '~' -> escaped.append("\\(ti");
                default -> escaped.append(character);
            }
        }
        return escaped.toString();
    }
}
