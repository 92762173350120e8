package io.jm.cli;

import io.jm.os.Environment;
import io.jm.os.Setting;
import io.jm.text.NearMiss;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What help tells of the program and its commands, laid out as the program's name asks for. */
final class Help {
    private static final HelpPage.Entry HELP =
            new HelpPage.Entry("help", "Show a list of commands, or the help of one command");

    private final Environment environment;
    private final CommandTable commands;
    private final boolean original;

    Help(Environment environment, CommandTable commands) {
        this.environment = environment;
        this.commands = commands;
        this.original = environment.calledAsDockerMachine();
    }

    /** The help of the program as a whole. */
    String ofProgram() {
        List<HelpPage.Entry> entries = new ArrayList<>();
        for (String name : commands.names()) {
            CommandSpec spec = spec(name);
            if (spec != null && !(original && Additions.command(name))) {
                entries.add(entry(spec));
            }
        }
        entries.add(HELP);
        return page().ofProgram(listed("", GlobalFlags.table(environment)), entries);
    }

    /** The help of the command of that name, without a driver's options; null if there is no such command. */
    @Nullable
    String ofCommand(String name) {
        if (name.equals(HELP.name()) || name.equals("h")) {
            return ofHelp();
        }
        CommandSpec spec = spec(name);
        return spec == null ? null : ofCommand(spec, Flag.visible(spec));
    }

    /** The help of a command that has these options. */
    String ofCommand(CommandSpec spec, List<Flag> flags) {
        List<String> description = new ArrayList<>();
        for (String line : spec.usageMessage().description()) {
            description.add(line.replace("PROGRAM", environment.programName()));
        }
        // a driver supplies names, defaults and descriptions
        return Printable.text(page().ofCommand(entry(spec), description, listed(spec.name(), flags)));
    }

    /** A line of its own that names the commands which may have been meant. */
    String meant(String word) {
        String other = commands.knownElsewhereAs(word);
        List<String> near = new ArrayList<>(commands.names());
        near.add(HELP.name());
        near = other == null ? NearMiss.of(word, near) : List.of(other);
        return near.isEmpty() ? "" : "\n" + NearMiss.question(near);
    }

    /** The help of the command that shows help. */
    String ofHelp() {
        return page().ofCommand(HELP, List.of(), List.of());
    }

    private List<Flag> listed(String command, List<Flag> flags) {
        if (!original) {
            return flags;
        }
        List<Flag> listed = new ArrayList<>();
        for (Flag flag : flags) {
            if (!Additions.option(command, flag.name())) {
                listed.add(flag);
            }
        }
        return listed;
    }

    private HelpPage page() {
        String program = environment.programName();
        return original
                ? new TabbedHelp(program, ProductVersion.number(environment))
                : new WrappedHelp(program, width());
    }

    /** Shells rarely export the width of the terminal. */
    private int width() {
        try {
            return Math.max(WrappedHelp.USUAL_WIDTH / 2, Integer.parseInt(environment.get(Setting.COLUMNS)));
        } catch (NumberFormatException e) {
            return WrappedHelp.USUAL_WIDTH;
        }
    }

    private @Nullable CommandSpec spec(String name) {
        Object command = commands.create(name, new NoContext(environment));
        return command == null ? null : App.spec(command);
    }

    private static HelpPage.Entry entry(CommandSpec command) {
        String[] header = command.usageMessage().header();
        return new HelpPage.Entry(command.name(), header.length == 0 ? "" : header[0]);
    }
}
