package io.jm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jm.cli.WrappedText.Row;
import io.jm.cli.command.Commands;
import io.jm.drivers.Drivers;
import io.jm.os.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The scripts in {@code scripts/completions} know every command and option: the table in each is what this test makes
 * from the commands. The script as it should be is left in {@code target/completions}; {@code scripts/reference} copies
 * it.
 */
class CompletionsTest {
    private static final Path SCRIPTS = Path.of("scripts/completions");

    private final Environment environment = new Environment(Map.of(), Path.of("/"), "jm", false);
    private final List<Flag> global = GlobalFlags.table(environment);
    private final List<Entry> commands = new ArrayList<>();

    /** A command, what it is for, its options, and the commands of a group. */
    private record Entry(String name, String header, List<Flag> flags, List<String> members) {
        boolean isGroup() {
            return !members.isEmpty();
        }

        String words() {
            return String.join(" ", members);
        }
    }

    CompletionsTest() {
        Commands table = new Commands();
        for (String name : table.names()) {
            Object command = Objects.requireNonNull(table.create(name, new NoContext(environment)));
            CommandSpec spec = App.spec(command);
            // those of all commands of a group
            Set<Flag> flags = new LinkedHashSet<>(Flag.visible(spec));
            List<String> members = List.of();
            if (command instanceof CommandGroup group) {
                members = group.names();
                for (String member : group.names()) {
                    Object created = Objects.requireNonNull(group.create(member, new NoContext(environment)));
                    flags.addAll(Flag.visible(App.spec(created)));
                }
            }
            flags.add(Flag.HELP);
            commands.add(new Entry(name, spec.usageMessage().header()[0], List.copyOf(flags), members));
        }
        commands.add(new Entry("help", "Show a list of commands, or the help of one command", List.of(), List.of()));
    }

    @Test
    void bashKnowsEveryCommandAndOption() throws IOException {
        StringBuilder table = new StringBuilder("_jm_commands=(");
        table.append(String.join(" ", commands.stream().map(Entry::name).toList()))
                .append(")\n_jm_topics=(")
                .append(String.join(" ", Help.topics().stream().map(Row::name).toList()))
                .append(")\n_jm_drivers=(")
                .append(String.join(" ", Drivers.BUILT_IN))
                .append(")\n_jm_members() { # GROUP\n    case $1 in\n");
        commands.stream()
                .filter(Entry::isGroup)
                .forEach(group -> table.append("    ")
                        .append(group.name)
                        .append(") echo '")
                        .append(group.words())
                        .append("' ;;\n"));
        table.append("    esac\n}\n");
        table.append("_jm_options() { # COMMAND, or nothing for the options before it\n    case $1 in\n");
        bash("''", global, table);
        commands.forEach(command -> bash(command.name, command.flags, table));
        compare("jm.bash", table.append("    esac\n}\n").toString());
    }

    private static void bash(String command, List<Flag> flags, StringBuilder table) {
        List<String> words = new ArrayList<>();
        for (Flag flag : flags) {
            spellings(flag).forEach(spelling -> words.add(takesValue(flag) ? spelling + "=" : spelling));
        }
        table.append("    ")
                .append(command)
                .append(") echo '")
                .append(String.join(" ", words))
                .append("' ;;\n");
    }

    @Test
    void zshKnowsEveryCommandAndOption() throws IOException {
        StringBuilder table = new StringBuilder("_jm_commands() {\n    local -a all\n    all=(\n");
        for (Entry command : commands) {
            table.append("        ")
                    .append(quoted(command.name + ":" + command.header))
                    .append('\n');
        }
        table.append("    )\n    _describe -t commands command all\n}\n\n");
        table.append("_jm_topics() {\n    local -a all\n    all=(\n");
        for (Row topic : Help.topics()) {
            table.append("        ")
                    .append(quoted(topic.name() + ":" + topic.text()))
                    .append('\n');
        }
        table.append(
                        "    )\n    _describe -t topics topic all\n}\n\n_jm_built_in() { # OPTION-OF-COMPADD...\n    compadd \"$@\" ")
                .append(String.join(" ", Drivers.BUILT_IN))
                .append("\n}\n\n_jm_members() { # GROUP\n    case $1 in\n");
        commands.stream()
                .filter(Entry::isGroup)
                .forEach(group -> table.append("    ")
                        .append(group.name)
                        .append(") members=(")
                        .append(group.words())
                        .append(") ;;\n"));
        table.append("    esac\n}\n\n_jm_options() { # COMMAND\n    case $1 in\n");
        zsh("''", global, table);
        commands.forEach(command -> zsh(command.name, command.flags, table));
        compare("_jm", table.append("    esac\n}\n").toString());
    }

    private static void zsh(String command, List<Flag> flags, StringBuilder table) {
        table.append("    ").append(command).append(") options=(\n");
        flags.forEach(flag -> zsh(flag, table));
        table.append("    ) ;;\n");
    }

    private static void zsh(Flag flag, StringBuilder table) {
        String all = String.join(" ", spellings(flag));
        String usage = flag.usage().replace("[", "(").replace("]", ")");
        for (String spelling : spellings(flag)) {
            String others = flag.kind() == Flag.Kind.LIST ? "*" : "(" + all + ")";
            String equals = takesValue(flag) && spelling.startsWith("--") ? "=" : "";
            String value = takesValue(flag) ? ":value:{ _jm_values " + flag.name() + " }" : "";
            table.append("        ").append(quoted(others + spelling + equals + "[" + usage + "]" + value));
            table.append('\n');
        }
    }

    @Test
    void fishKnowsEveryCommandAndOption() throws IOException {
        StringBuilder table = new StringBuilder("set -g __jm_valued");
        global.stream()
                .filter(CompletionsTest::takesValue)
                .forEach(flag ->
                        spellings(flag).forEach(spelling -> table.append(' ').append(spelling)));
        table.append("\nset -g __jm_built_in ")
                .append(String.join(" ", Drivers.BUILT_IN))
                .append('\n');
        commands.stream()
                .filter(Entry::isGroup)
                .forEach(group -> table.append("complete -c jm -n '__jm_command ")
                        .append(group.name)
                        .append("; and __jm_first_argument' -a '")
                        .append(group.words())
                        .append("'\n"));
        for (Entry command : commands) {
            table.append("complete -c jm -n '__jm_no_command; or __jm_command help' -a ")
                    .append(command.name);
            table.append(" -d ").append(quoted(command.header)).append('\n');
        }
        for (Row topic : Help.topics()) {
            table.append("complete -c jm -n '__jm_command help' -a ").append(topic.name());
            table.append(" -d ").append(quoted(topic.text())).append('\n');
        }
        global.forEach(flag -> fish("__jm_no_command", flag, table));
        for (Entry command : commands) {
            command.flags.forEach(flag -> fish("'__jm_command " + command.name + "'", flag, table));
        }
        compare("jm.fish", table.toString());
    }

    private static void fish(String when, Flag flag, StringBuilder table) {
        table.append("complete -c jm -n ").append(when);
        for (String spelling : flag.names()) {
            table.append(spelling.length() == 1 ? " -s " : " -l ").append(spelling);
        }
        if (takesValue(flag)) {
            table.append(" -x -a '(__jm_values ").append(flag.name()).append(")'");
        }
        table.append(" -d ").append(quoted(flag.usage())).append('\n');
    }

    @Test
    void powerShellKnowsEveryCommandAndOption() throws IOException {
        StringBuilder table = new StringBuilder("$jmDrivers = ");
        table.append(powerShell(Drivers.BUILT_IN)).append("\n$jmTopics = [ordered]@{\n");
        for (Row topic : Help.topics()) {
            powerShell(topic.name(), powerShell(topic.text()), table);
        }
        table.append("}\n$jmCommands = [ordered]@{\n");
        commands.forEach(command -> powerShell(command.name, powerShell(command.header), table));
        table.append("}\n$jmMembers = @{\n");
        commands.stream()
                .filter(Entry::isGroup)
                .forEach(group -> powerShell(group.name, powerShell(group.members), table));
        table.append("}\n$jmOptions = @(\n");
        powerShellOptions(table);
        compare("jm.ps1", table.append(")\n").toString().indent(4));
    }

    /** A row for each option, whose last column has the commands; - stands for the options before the command. */
    private void powerShellOptions(StringBuilder table) {
        Map<List<String>, Set<String>> rows = new LinkedHashMap<>();
        global.forEach(flag -> addTo(rows, flag, "-"));
        commands.forEach(command -> command.flags.forEach(flag -> addTo(rows, flag, command.name)));
        List<String> help = columns(Flag.HELP);
        rows.put(help, Objects.requireNonNull(rows.remove(help)));
        List<String> lines = new ArrayList<>();
        rows.forEach((option, names) ->
                lines.add("    (" + powerShell(option) + ", " + powerShell(String.join(" ", names)) + ")"));
        table.append(String.join(",\n", lines)).append('\n');
    }

    private static void addTo(Map<List<String>, Set<String>> rows, Flag flag, String command) {
        rows.computeIfAbsent(columns(flag), option -> new LinkedHashSet<>()).add(command);
    }

    /** Returns the spellings of an option, with an equals sign behind each if it takes a value, and what it is for. */
    private static List<String> columns(Flag flag) {
        String end = takesValue(flag) ? "=" : "";
        return List.of(
                String.join(
                        " ", spellings(flag).stream().map(name -> name + end).toList()),
                flag.usage());
    }

    private static void powerShell(String name, String value, StringBuilder table) {
        table.append("    ")
                .append(powerShell(name))
                .append(" = ")
                .append(value)
                .append('\n');
    }

    private static String powerShell(List<String> words) {
        return String.join(", ", words.stream().map(CompletionsTest::powerShell).toList());
    }

    private static String powerShell(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static boolean takesValue(Flag flag) {
        return flag.kind() != Flag.Kind.SWITCH && flag.alone().isEmpty();
    }

    private static List<String> spellings(Flag flag) {
        return flag.names().stream()
                .map(name -> (name.length() == 1 ? "-" : "--") + name)
                .toList();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static void compare(String script, String table) throws IOException {
        String text = Files.readString(SCRIPTS.resolve(script));
        int begin = text.indexOf('\n', text.indexOf("# table: ")) + 1;
        int end = text.indexOf("# end of table");
        String expected = text.substring(0, begin) + table + text.substring(end);
        Files.createDirectories(Path.of("target/completions"));
        Files.writeString(Path.of("target/completions", script), expected);
        assertEquals(expected, text, "scripts/completions/" + script + " is stale: run scripts/reference");
    }
}
