package io.jm.cli;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UnexpectedException;
import io.jm.base.UsageException;
import io.jm.console.Colours;
import io.jm.console.Console;
import io.jm.os.Environment;
import io.jm.os.Setting;
import io.jm.text.Printable;
import io.jm.text.Suggestions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Finds the command, parses its arguments, runs it, and converts errors to messages and exit codes. */
public final class App {
    private final Environment environment;
    private final CommandGroup commands;
    private final Function<Boolean, Console> consoles;
    private final ContextFactory contexts;
    private List<String> wholeLine = List.of();
    private @Nullable String failedMachine;

    /** Creates the context of one command. */
    public interface ContextFactory {
        Context open(Environment environment, Console console, GlobalOptions globals, List<String> commandLine);
    }

    /**
     * Prepares the program.
     *
     * @param consoles creates the console, given whether debug output is printed
     */
    public App(
            Environment environment,
            CommandGroup commands,
            Function<Boolean, Console> consoles,
            ContextFactory contexts) {
        this.environment = environment;
        this.commands = commands;
        this.consoles = consoles;
        this.contexts = contexts;
    }

    /** Runs one command line, without the program's name, and returns the exit code of the process. */
    public ExitCode run(List<String> arguments) {
        wholeLine = arguments;
        boolean debug;
        try {
            debug = GlobalFlags.debugging(arguments, environment);
        } catch (JmException e) {
            return fail(consoles.apply(false), e);
        }
        Console console = consoles.apply(debug);
        ExitCode code = guarded(arguments, debug, console);
        String lost = console.outputError();
        if (lost != null && code.equals(ExitCode.OK)) {
            console.error("cannot write to standard output: " + lost);
            return ExitCode.FAILED;
        }
        return code;
    }

    private ExitCode guarded(List<String> arguments, boolean debug, Console console) {
        try {
            return run(arguments, debug, console);
        } catch (JmException e) {
            return fail(console, e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return fail(console, UnexpectedException.of(e));
        } finally {
            console.clearProgress();
            console.flush();
        }
    }

    private ExitCode run(List<String> arguments, boolean debug, Console console) {
        console.debug("Docker Machine Version:  " + ProductVersion.number(environment));
        List<Flag> flags = GlobalFlags.table(environment);
        GoFlagSyntax.Parsed global;
        try {
            global = new GoFlagSyntax(flags, !environment.calledAsDockerMachine(), List.of()).readLeading(arguments);
        } catch (UsageException e) {
            return usage(console, e, "", () -> help().ofProgram());
        }
        List<String> rest = global.arguments();
        String name = rest.isEmpty() ? "help" : rest.get(0);
        if (global.isOn("help")) {
            show(console, help().ofProgram());
            return ExitCode.OK;
        }
        if (global.isOn("version")) {
            console.result(ProductVersion.line(environment));
            return ExitCode.OK;
        }
        if (name.isEmpty() || name.equals("help") || name.equals("h")) {
            return help(rest.isEmpty() ? rest : rest.subList(1, rest.size()), console);
        }
        List<String> commandLine = new ArrayList<>(arguments.size() + 1);
        commandLine.add(environment.program());
        commandLine.addAll(arguments);
        GlobalOptions options = GlobalFlags.options(global, flags, debug, environment);
        Environment effective = GlobalFlags.environment(global, environment);
        try (Context context = contexts.open(effective, console, options, commandLine)) {
            Object command = commands.create(name, context);
            if (command == null) {
                throw unknown(name);
            }
            return run(spec(command), command, "", rest.subList(1, rest.size()), context);
        }
    }

    /** Runs a command of a group, of which the line has the name with a blank before it; empty without one. */
    private ExitCode run(CommandSpec spec, Object command, String group, List<String> arguments, Context context) {
        if (command instanceof CommandGroup members) {
            return run(spec, members, arguments, context);
        }
        CommandReader reader = new CommandReader(spec, command, environment);
        try {
            if (!reader.read(arguments)) {
                show(context.console(), help().ofCommand(spec, reader.visibleFlags()));
                return ExitCode.OK;
            }
            return call(command);
        } catch (UsageException e) {
            String line = group + " " + spec.name() + reader.driverOption();
            return usage(context.console(), e, line, () -> help().ofCommand(spec, reader.visibleFlags()));
        } catch (JmException e) {
            if (GlobalFlags.errorsAsJson(wholeLine, environment)) {
                failedMachine = ErrorSubject.of(spec, context.store());
            }
            throw e;
        }
    }

    private ExitCode run(CommandSpec spec, CommandGroup group, List<String> arguments, Context context) {
        if (arguments.isEmpty() || Flag.isHelp(arguments.get(0))) {
            show(context.console(), help().ofGroup(spec, group));
            return ExitCode.OK;
        }
        Object member = group.create(arguments.get(0), context);
        if (member == null) {
            throw unknownMember(spec.name(), arguments.get(0), group);
        }
        return run(member(spec, member), member, " " + spec.name(), arguments.subList(1, arguments.size()), context);
    }

    /**
     * Runs one command with these arguments for a caller who prints nothing.
     *
     * @throws JmException if it fails
     */
    public static void run(Object command, List<String> arguments, Environment environment) {
        if (!new CommandReader(spec(command), command, environment).read(arguments)) {
            throw new UsageException("nobody reads the help");
        }
        ExitCode code = call(command);
        if (!code.equals(ExitCode.OK)) {
            throw new JmException("exit status " + code.value(), code, null);
        }
    }

    private static ExitCode call(Object command) {
        try {
            return (ExitCode) ((Callable<?>) command).call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ExitCode help(List<String> arguments, Console console) {
        List<String> topic;
        try {
            topic = topic(arguments);
        } catch (UsageException e) {
            return usage(console, e, " help", () -> help().ofHelp());
        }
        String page = topic.isEmpty() ? help().ofProgram() : help().ofTopic(topic);
        if (page == null) {
            throw unknown(topic.get(0));
        }
        show(console, page);
        return ExitCode.OK;
    }

    /** Returns the command or topic whose help is requested; empty for the program itself. */
    private static List<String> topic(List<String> arguments) {
        if (arguments.isEmpty() || arguments.get(0).equals("--")) {
            return List.of();
        }
        String first = arguments.get(0);
        if (first.length() < 2 || !first.startsWith("-")) {
            return arguments;
        }
        GoFlagSyntax.Parsed parsed = new GoFlagSyntax(List.of(Flag.HELP)).readAll(arguments);
        return parsed.isOn("help") ? List.of("help") : parsed.arguments();
    }

    /** Returns picocli's model of a command of a group. */
    static CommandSpec member(CommandSpec group, Object command) {
        CommandSpec spec = spec(command);
        group.addSubcommand(spec.name(), spec);
        return spec;
    }

    /** Returns picocli's model of a command. In its texts {@code ${...}} is a variable of the user's shell, not of picocli. */
    static CommandSpec spec(Object command) {
        return CommandSpec.forAnnotatedObject(command, new OwnFactory()).interpolateVariables(false);
    }

    private void show(Console console, String page) {
        console.write(
                environment.showsColours(1) && !environment.calledAsDockerMachine() ? Colours.headings(page) : page);
    }

    /** Creates the help; only where it is shown, so that other commands do not load its class. */
    private Help help() {
        return new Help(environment, commands);
    }

    private JmException unknown(String name) {
        return unknown("", name, help().meant(name));
    }

    private JmException unknownMember(String group, String name, CommandGroup members) {
        List<String> near = Suggestions.of(name, members.names());
        return unknown(" " + group, name, help().meant(near));
    }

    private JmException unknown(String group, String name, String suggestion) {
        String program = environment.programName() + group;
        return new JmException(program + ": '" + Printable.line(name) + "' is not a " + program + " command. See '"
                + environment.program() + group + " --help'." + suggestion);
    }

    /**
     * Reports an error in the command line: as docker-machine with the whole help on standard output, which is evaluated
     * in {@code eval "$(docker-machine env --bogus)"}; as jm on standard error only, with the command that prints it.
     *
     * @param command the command's name after the program's, with a blank before it
     */
    private ExitCode usage(Console console, UsageException error, String command, Supplier<String> help) {
        if (GlobalFlags.errorsAsJson(wholeLine, environment)) {
            return fail(console, error);
        }
        if (!environment.calledAsDockerMachine()) {
            console.flush();
            console.error(error.getMessage() + "\nSee '" + environment.program() + command + " --help'.");
            return error.exitCode();
        }
        String heading = error.heading();
        if (heading != null) {
            console.write(heading + "\n\n");
        }
        show(console, help.get());
        console.flush();
        console.error(error.getMessage());
        return error.exitCode();
    }

    private ExitCode fail(Console console, JmException failure) {
        console.clearProgress();
        console.flush();
        boolean json = GlobalFlags.errorsAsJson(wholeLine, environment);
        console.error(json ? ErrorDocument.of(failure, environment.program(), failedMachine) : failure.getMessage());
        if (!json && environment.get(Setting.ERROR_TERMINAL).equals("1") && !environment.calledAsDockerMachine()) {
            hint(console, failure);
        }
        trace(console, failure);
        console.flush();
        return failure.exitCode();
    }

    /** Names the pages of help about the errors: a person reads them, no program does. */
    private void hint(Console console, JmException failure) {
        Set<String> pages = new LinkedHashSet<>();
        for (JmException one : failure.each()) {
            pages.add(ErrorsTopic.about(one.errorCode()));
        }
        pages.remove("");
        for (String page : pages) {
            console.error("What to do: " + environment.programName() + " help " + page);
        }
    }

    private static void trace(Console console, Throwable failure) {
        if (console.debugging()) {
            StringWriter text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text, true));
            console.debug(text.toString());
        }
    }

    /** Creates picocli's default factory at first use only: it searches for a class by name. */
    private static final class OwnFactory implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            return CommandLine.defaultFactory().create(type);
        }
    }
}
