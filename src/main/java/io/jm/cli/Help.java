package io.jm.cli;

import io.jm.cli.WrappedText.Row;
import io.jm.os.Environment;
import io.jm.os.Setting;
import io.jm.text.Printable;
import io.jm.text.Suggestions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Makes the help of the program, its commands and its topics, in the layout of the program's name. */
final class Help {
    private static final String NAME = "help";
    private static final String HEADER = "Show a list of commands, or the help of one command";

    private final Environment environment;
    private final CommandGroup commands;
    private final boolean dockerMachine;

    Help(Environment environment, CommandGroup commands) {
        this.environment = environment;
        this.commands = commands;
        this.dockerMachine = environment.calledAsDockerMachine();
    }

    /** Returns the help of the program as a whole. */
    String ofProgram() {
        List<CommandSpec> entries = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String name : commands.names()) {
            CommandSpec spec = spec(name);
            if (spec != null && dockerMachine && marks(spec, Addition.COMMAND)) {
                others.add(name);
            } else if (spec != null) {
                entries.add(spec);
            }
        }
        CommandSpec help = CommandSpec.create().name(NAME);
        help.usageMessage().headerHeading(HelpGroup.OTHER).header(HEADER);
        entries.add(help);
        return page().ofProgram(listed(GlobalFlags.table(environment)), entries, others);
    }

    /**
     * Returns the help of a command, without a driver's options, or that of a topic; null if there is neither.
     *
     * @param name a name, followed by that of a command of the group that it names
     */
    @Nullable
    String ofTopic(List<String> name) {
        String first = name.get(0);
        if (first.equals(NAME) || first.equals("h")) {
            return ofHelp();
        }
        Object command = commands.create(first, new NoContext(environment));
        if (command == null) {
            Topic topic = Topic.named(first);
            return topic == null ? null : topic.wrapped(width());
        }
        CommandSpec spec = App.spec(command);
        if (!(command instanceof CommandGroup group)) {
            return ofCommand(spec, Flag.visible(spec));
        }
        Object member = name.size() < 2 ? null : group.create(name.get(1), new NoContext(environment));
        if (member == null) {
            return ofGroup(spec, group);
        }
        CommandSpec of = App.member(spec, member);
        return ofCommand(of, Flag.visible(of));
    }

    /** Returns the help of a group of commands. */
    String ofGroup(CommandSpec spec, CommandGroup group) {
        return page().ofCommand(CommandText.of(spec, group, environment));
    }

    /** Returns the help of a command that has these options. */
    String ofCommand(CommandSpec spec, List<Flag> flags) {
        CommandText text = CommandText.of(spec, listed(flags), environment.programName());
        if (dockerMachine && marks(spec, Addition.DESCRIPTION)) {
            text = text.withoutDescription();
        }
        // a driver supplies names, defaults and descriptions
        return Printable.text(page().ofCommand(text));
    }

    /** Returns a line of its own that names the commands with a similar name; empty if there are none. */
    String meant(String name) {
        List<String> known = new ArrayList<>(commands.names());
        known.add(NAME);
        List<String> near = commands.knownElsewhereAs(name);
        return meant(near.isEmpty() ? Suggestions.of(name, known) : near);
    }

    /** Returns a line of its own that asks whether one of the names was meant; docker-machine does not ask. */
    String meant(List<String> near) {
        return near.isEmpty() || dockerMachine ? "" : "\n" + Suggestions.question(near);
    }

    /** Returns the help of the command that shows help. */
    String ofHelp() {
        return page().ofCommand(helpText(environment.programName()));
    }

    /** Returns the names of all topics with what they are about. */
    static List<Row> topics() {
        return List.of(
                new Row(Topic.APPLY_FILE, "The file of apply, with an example"),
                new Row(Topic.ENVIRONMENT, "Environment variables that jm reads"),
                new Row(Topic.ERRORS, "Errors and what to do about them"),
                new Row(Topic.EXIT_CODES, "Exit codes and their meanings"),
                new Row(Topic.FILES, "Every file that jm keeps"),
                new Row(Topic.FORMATTING, "Templates and JSON for --format"));
    }

    /** Returns what is shown of the command that shows help; it has no class of its own. */
    static CommandText helpText(String program) {
        return new CommandText(
                NAME,
                HEADER,
                "[COMMAND | TOPIC]",
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new CommandText.Example("Show the help of a command", program + " help ls"),
                        new CommandText.Example(
                                "Show the environment variables that are read", program + " help environment")),
                List.of());
    }

    /** Whether the annotation of a command has that mark. */
    private static boolean marks(CommandSpec spec, String mark) {
        return spec.usageMessage().descriptionHeading().equals(mark);
    }

    private List<Flag> listed(List<Flag> flags) {
        if (!dockerMachine) {
            return flags;
        }
        List<Flag> listed = new ArrayList<>();
        for (Flag flag : flags) {
            if (!flag.addition()) {
                listed.add(flag.environmentVariable().equals(Setting.Names.DRIVER) ? withDefault(flag) : flag);
            }
        }
        return listed;
    }

    /** The default of jm depends on what is installed; that of docker-machine does not. */
    private static Flag withDefault(Flag flag) {
        String value = Setting.DRIVER.dockerMachineDefault();
        return new Flag(flag.names(), flag.kind(), flag.environmentVariable(), value, flag.usage());
    }

    private HelpPage page() {
        String program = environment.programName();
        return dockerMachine
                ? new TabbedHelp(program, ProductVersion.number(environment))
                : new WrappedHelp(program, width());
    }

    /** Returns the width that COLUMNS specifies; shells rarely export it. */
    private int width() {
        try {
            return Math.max(WrappedText.DEFAULT_WIDTH / 2, Integer.parseInt(environment.get(Setting.COLUMNS)));
        } catch (NumberFormatException e) {
            return WrappedText.DEFAULT_WIDTH;
        }
    }

    private @Nullable CommandSpec spec(String name) {
        Object command = commands.create(name, new NoContext(environment));
        return command == null ? null : App.spec(command);
    }
}
