package io.jm.cli;

import io.jm.os.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What help, the pages in {@code docs/commands} and the man pages show of one command. It is read from the annotation
 * of the command, in which {@code PROGRAM} stands for the name of the program.
 *
 * @param name the command
 * @param header what it does, in one line
 * @param arguments its arguments, as in a usage line; empty if there are none
 * @param description what else there is to know, in lines; an empty one separates paragraphs
 * @param flags its options
 * @param commands its commands if it is a group, with what they do; empty if it is none
 * @param examples command lines with what they are for
 * @param exitCodes what its exit codes mean, where that is special
 */
record CommandText(
        String name,
        String header,
        String arguments,
        List<String> description,
        List<Flag> flags,
        List<WrappedText.Row> commands,
        List<Example> examples,
        List<WrappedText.Row> exitCodes) {

    /**
     * One example.
     *
     * @param purpose what it is for
     * @param command the command line
     */
    record Example(String purpose, String command) {}

    /** Reads the annotations of a group and of its commands. */
    static CommandText of(CommandSpec spec, CommandGroup group, Environment environment) {
        List<WrappedText.Row> commands = new ArrayList<>();
        for (String name : group.names()) {
            Object member = Objects.requireNonNull(group.create(name, new NoContext(environment)));
            commands.add(new WrappedText.Row(name, HelpPage.header(App.spec(member))));
        }
        return of(spec, List.of(), commands, environment.programName());
    }

    /** Reads a command's annotation. */
    static CommandText of(CommandSpec spec, List<Flag> flags, String program) {
        return of(spec, flags, List.of(), program);
    }

    private static CommandText of(CommandSpec spec, List<Flag> flags, List<WrappedText.Row> commands, String program) {
        List<String> description = new ArrayList<>();
        for (String line : spec.usageMessage().description()) {
            description.add(line.replace("PROGRAM", program));
        }
        List<WrappedText.Row> exitCodes = new ArrayList<>();
        for (Map.Entry<String, String> code : spec.usageMessage().exitCodeList().entrySet()) {
            exitCodes.add(new WrappedText.Row(code.getKey(), code.getValue()));
        }
        return new CommandText(
                spec.qualifiedName(" "),
                HelpPage.header(spec),
                commands.isEmpty() ? arguments(spec) : "COMMAND",
                description,
                flags,
                commands,
                examples(spec.usageMessage().footer(), program),
                exitCodes);
    }

    private static String arguments(CommandSpec spec) {
        for (PositionalParamSpec arguments : spec.positionalParameters()) {
            if (!arguments.hidden()) {
                return arguments.paramLabel();
            }
        }
        return "";
    }

    /** Reads pairs of lines: what an example is for, and the command line. */
    private static List<Example> examples(String[] footer, String program) {
        List<Example> examples = new ArrayList<>();
        if (footer.length % 2 != 0) {
            throw new IllegalArgumentException("an example without its command line: " + footer[footer.length - 1]);
        }
        for (int i = 0; i < footer.length; i += 2) {
            examples.add(new Example(footer[i].replace("PROGRAM", program), footer[i + 1].replace("PROGRAM", program)));
        }
        return examples;
    }

    /** Returns the same without a description. */
    CommandText withoutDescription() {
        return new CommandText(name, header, arguments, List.of(), flags, commands, examples, exitCodes);
    }

    /** Returns the description with its lines joined to paragraphs. */
    List<String> paragraphs() {
        List<String> paragraphs = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        for (String line : description) {
            if (line.isEmpty()) {
                paragraphs.add(paragraph.toString());
                paragraph.setLength(0);
            } else {
                paragraph.append(paragraph.length() == 0 ? "" : " ").append(line);
            }
        }
        if (paragraph.length() > 0) {
            paragraphs.add(paragraph.toString());
        }
        return paragraphs;
    }

    /** Returns the other name of the command, {@code driver list} of {@code driver ls}; empty if it has none. */
    String alias() {
        int last = name.lastIndexOf(' ') + 1;
        String alias = CommandName.alias(name.substring(last));
        return alias.isEmpty() ? "" : name.substring(0, last) + alias;
    }

    /** Returns the usage line behind the name of the program. */
    String usage() {
        return name + (flags.isEmpty() ? "" : " [OPTIONS]") + (arguments.isEmpty() ? "" : " " + arguments);
    }
}
