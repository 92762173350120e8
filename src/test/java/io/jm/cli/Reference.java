package io.jm.cli;

import io.jm.base.Ticker;
import io.jm.cli.command.Commands;
import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverName;
import io.jm.drivers.Drivers;
import io.jm.os.Environment;
import io.jm.testkit.SilentConsole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;

/** What the reference consists of: the commands, their groups, and the options of the built-in drivers. */
final class Reference {
    private static final String HOME = "/home/you";

    private final Environment environment = new Environment(Map.of("HOME", HOME), Path.of("/"), "jm", false);
    private final Map<String, List<CommandText>> groups = new LinkedHashMap<>();

    Reference() {
        WrappedHelp.GROUPS.forEach(group -> groups.put(group, new ArrayList<>()));
        Commands table = new Commands();
        for (String name : table.names()) {
            Object command = Objects.requireNonNull(table.create(name, new NoContext(environment)));
            CommandSpec spec = App.spec(command);
            List<CommandText> texts = group(spec.usageMessage().headerHeading());
            if (command instanceof CommandGroup group) {
                texts.add(CommandText.of(spec, group, environment));
                for (String member : group.names()) {
                    CommandSpec of =
                            App.member(spec, Objects.requireNonNull(group.create(member, new NoContext(environment))));
                    texts.add(CommandText.of(of, Flag.visible(of), "jm"));
                }
            } else {
                texts.add(CommandText.of(spec, Flag.visible(spec), "jm"));
            }
        }
        group(HelpGroup.OTHER).add(Help.helpText("jm"));
    }

    private List<CommandText> group(String title) {
        return Objects.requireNonNull(groups.get(title), () -> "HelpGroup does not know " + title);
    }

    /** Returns a topic that exists. */
    static Topic topic(String name) {
        return Objects.requireNonNull(Topic.named(name));
    }

    /** Returns the commands by the titles of their groups. */
    Map<String, List<CommandText>> groups() {
        return groups;
    }

    /** Returns the options before the command. */
    List<Flag> globalFlags() {
        List<Flag> flags = new ArrayList<>();
        for (Flag flag : GlobalFlags.table(environment)) {
            String value = flag.defaultValue().replace(HOME, "~");
            flags.add(new Flag(flag.names(), flag.kind(), flag.environmentVariable(), value, flag.usage()));
        }
        return flags;
    }

    /** Returns the options that the built-in drivers add to {@code create}, by the names of the drivers. */
    Map<String, List<Flag>> driverFlags() {
        Map<String, List<Flag>> drivers = new LinkedHashMap<>();
        for (String name : Drivers.BUILT_IN) {
            List<Flag> flags = new ArrayList<>();
            GlobalOptions globals = new GlobalOptions(false, Path.of("/nowhere"), "", "", "", "", false);
            try (Context context = new LiveContext(environment, SilentConsole.INSTANCE, globals, List.of("jm"));
                    Driver driver = context.drivers()
                            .open(
                                    DriverName.of(name),
                                    new DriverContext(
                                            "box",
                                            Path.of("/nowhere"),
                                            SilentConsole.INSTANCE,
                                            environment,
                                            Ticker.system()))) {
                for (CreateFlag flag : driver.createFlags()) {
                    flags.add(Flag.of(flag));
                }
            }
            drivers.put(name, flags);
        }
        return drivers;
    }

    /** Returns the names of the commands and topics that a reader of this command's page may look for next. */
    List<String> seeAlso(CommandText command) {
        List<String> names = new ArrayList<>();
        groups.forEach((title, commands) -> {
            if (commands.contains(command)) {
                commands.stream().filter(one -> one != command).forEach(one -> names.add(one.name()));
            }
        });
        return names;
    }

    /** Returns the names of the topics that belong to a command. */
    static List<String> topics(CommandText command) {
        List<String> names = new ArrayList<>();
        if (command.name().equals("apply")) {
            names.add(Topic.APPLY_FILE);
        }
        names.add(Topic.ENVIRONMENT);
        names.add(Topic.EXIT_CODES);
        if (command.flags().stream().anyMatch(flag -> flag.usage().contains("help formatting"))) {
            names.add(Topic.FORMATTING);
        }
        return names;
    }

    /** Returns what the exit codes of a command mean. */
    static List<WrappedText.Row> exitCodes(CommandText command) {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "The command succeeded");
        codes.put("1", "The command failed, or its arguments are wrong");
        command.exitCodes().forEach(own -> codes.put(own.name(), own.text()));
        List<WrappedText.Row> rows = new ArrayList<>();
        codes.forEach((code, meaning) -> rows.add(new WrappedText.Row(code, meaning)));
        return rows;
    }
}
