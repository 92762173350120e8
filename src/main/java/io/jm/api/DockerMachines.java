package io.jm.api;

import io.jm.access.SshSession;
import io.jm.base.UnexpectedException;
import io.jm.cli.App;
import io.jm.cli.Context;
import io.jm.cli.EngineVariables;
import io.jm.cli.GlobalOptions;
import io.jm.cli.LiveContext;
import io.jm.cli.command.Commands;
import io.jm.connection.ConnectionCheck;
import io.jm.inventory.AnswerLimits;
import io.jm.inventory.ListFilter;
import io.jm.inventory.Listing;
import io.jm.inventory.RowDetail;
import io.jm.os.Environment;
import io.jm.os.Setting;
import io.jm.ssh.SshOutput;
import io.jm.store.NoSuchMachineException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The machines of a store, the directory that the command {@code jm} uses too.
 *
 * <pre>{@code
 * DockerMachines machines = DockerMachines.inDefaultStore().withLog(System.out::println);
 * machines.create("box", MachineSpec.of("qemu").with("engine-label", "purpose=tests"));
 * Map<String, String> variables = machines.environment("box");
 * machines.exec("box", List.of("uptime"));
 * machines.remove("box");
 * }</pre>
 *
 * <p>Every call stands for itself: it reads the store, opens what it needs, such as a driver plugin or an SSH connection, and
 * closes it before it returns. So there is nothing to close, and an object may be used by several threads. Calls that change
 * the same machine, from threads or from other processes, wait for each other.
 *
 * <p>Nothing is printed, nothing is asked, no signal is handled and the process is never ended. To give up, interrupt the
 * thread: the call saves what it has and throws, and the thread is still marked as interrupted.
 *
 * <p>Every method throws {@link DockerMachineException} if it fails.
 */
public final class DockerMachines {
    private final Environment environment;
    private final Consumer<String> log;
    private final App.ContextFactory contexts;

    /** Uses the services of the contexts that a factory makes. */
    DockerMachines(Environment environment, Consumer<String> log, App.ContextFactory contexts) {
        this.environment = environment;
        this.log = log;
        this.contexts = contexts;
    }

    /**
     * Uses the store of the command {@code jm}: {@code MACHINE_STORAGE_PATH}, or {@code ~/.docker/machine}.
     *
     * @return the machines of the store
     */
    public static DockerMachines inDefaultStore() {
        return new DockerMachines(Environment.ofLibrary(), line -> {}, LiveContext::new);
    }

    /**
     * Uses the store in a directory, which is made when the first machine is created.
     *
     * @param directory the directory, relative to the working directory if it is not absolute
     * @return the machines of the store
     */
    public static DockerMachines inStore(Path directory) {
        return inDefaultStore()
                .withVariables(Map.of(
                        Setting.STORAGE_PATH.variable(),
                        directory.toAbsolutePath().toString()));
    }

    /**
     * Sets environment variables for jm and its drivers, in place of those of the process. {@code jm help environment} lists
     * those of jm; the drivers' pages have theirs, such as {@code DIGITALOCEAN_ACCESS_TOKEN}.
     *
     * @param variables the variables and their values
     * @return the same machines with these variables
     */
    public DockerMachines withVariables(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(environment.variables());
        all.putAll(variables);
        return new DockerMachines(environment.with(all), log, contexts);
    }

    /**
     * Sets who gets the lines that the command {@code jm} logs, such as {@code Creating machine...}, and warnings.
     *
     * @param lines is called by the threads that do the work, also by several at the same time
     * @return the same machines with this listener
     */
    public DockerMachines withLog(Consumer<String> lines) {
        return new DockerMachines(environment, Objects.requireNonNull(lines), contexts);
    }

    /**
     * Lists all machines, and asks each driver what its machine is doing. One that cannot be read, or whose driver fails, is
     * in the list with its error.
     *
     * @return the machines, ordered by name
     */
    public List<DockerMachine> list() {
        return with(context -> rows(context, all -> all));
    }

    /**
     * Returns whether there is a machine of that name, in whatever state.
     *
     * @param name the name
     * @return whether it is in the store
     */
    public boolean exists(String name) {
        return with(context -> context.store().exists(name));
    }

    /**
     * Looks at one machine, and asks its driver what it is doing.
     *
     * @param name its name
     * @return the machine
     * @throws DockerMachineException with the code {@code no-such-machine} if there is none
     */
    public DockerMachine get(String name) {
        return with(context -> {
            List<DockerMachine> found = rows(context, all -> all.only(List.of(name)));
            if (found.isEmpty()) {
                throw new NoSuchMachineException(name, environment.program());
            }
            return found.get(0);
        });
    }

    /**
     * Creates a machine as {@code jm create} does, and waits until its engine answers. After a failure the machine is recorded
     * as far as it got: remove it, or create it again with the option {@code if-not-exists}, which goes on.
     *
     * @param name its name: letters, digits, {@code -} and {@code .}
     * @param spec what it shall be
     * @throws DockerMachineException with the code {@code exists} if there is one already
     */
    public void create(String name, MachineSpec spec) {
        run("create", spec.arguments(name));
    }

    /**
     * Removes a machine as {@code jm rm} does: the instance at the provider, and then its record. If the instance cannot be
     * removed, the record stays.
     *
     * @param name its name
     */
    public void remove(String name) {
        run("rm", List.of("-y", "--", name));
    }

    /**
     * Starts a machine and waits for its engine.
     *
     * @param name its name
     * @throws DockerMachineException also if it runs already
     */
    public void start(String name) {
        run("start", List.of("--", name));
    }

    /**
     * Stops a machine.
     *
     * @param name its name
     * @throws DockerMachineException also if it is stopped already
     */
    public void stop(String name) {
        run("stop", List.of("--", name));
    }

    /**
     * Runs a command on a machine through SSH, with an empty standard input, and waits for its end.
     *
     * @param name the machine's name
     * @param command the program and its arguments; the shell of the machine does not change them
     * @return how it ended; an exit code other than 0 is no exception
     * @throws DockerMachineException if there is no connection, or if one of the outputs is longer than 16 MiB
     * @throws IllegalArgumentException if the command is empty
     */
    public CommandResult exec(String name, List<String> command) {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("the command is empty");
        }
        return with(context -> {
            SshSession session = new SshSession(context.machineDrivers(), context.sshTargets(), context.ssh());
            SshOutput output = session.capture(context.store().load(name), command);
            return new CommandResult(output.status(), output.out(), output.err());
        });
    }

    /**
     * Returns the variables that point a Docker client at a machine, as {@code jm env} does: {@code DOCKER_HOST}, {@code
     * DOCKER_TLS_VERIFY}, {@code DOCKER_CERT_PATH} and {@code DOCKER_MACHINE_NAME}. The engine of a recorded machine (driver
     * {@code none}) is not contacted first, any other is.
     *
     * <p>They are for {@link ProcessBuilder#environment()}, and for the configuration of libraries such as docker-java. A value that is empty replaces one that is set, and means that it is not set.
     *
     * @param name the machine's name
     * @return the variables, in the order in which {@code jm env} prints them; cannot be changed
     */
    public Map<String, String> environment(String name) {
        return environment(name, ConnectionCheck.Mode.DEFAULT);
    }

    /**
     * As {@link #environment(String)}, for one who knows whether the engine shall be contacted first.
     *
     * @param name the machine's name
     * @param check true fails if the engine does not answer or its certificate is wrong; false takes what is recorded
     * @return the variables
     */
    public Map<String, String> environment(String name, boolean check) {
        return environment(name, ConnectionCheck.Mode.of(check, !check));
    }

    private Map<String, String> environment(String name, ConnectionCheck.Mode mode) {
        return with(context -> {
            Map<String, String> variables =
                    new EngineVariables(context, mode, false).of(context.store().load(name), false);
            return Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        });
    }

    private static List<DockerMachine> rows(Context context, UnaryOperator<Listing.Selection> which) {
        Listing listing = context.listing(AnswerLimits.of(null, context.environment()));
        Listing.Selection selection = which.apply(listing.select(new ListFilter(List.of())));
        return listing.rows(selection, RowDetail.DRIVER).stream()
                .map(DockerMachine::of)
                .toList();
    }

    private void run(String command, List<String> arguments) {
        with(context -> {
            App.run(Objects.requireNonNull(new Commands().create(command, context)), arguments, environment);
            return true;
        });
    }

    private <T> T with(Function<Context, T> work) {
        try (Context context = contexts.open(
                environment, new ListenerConsole(log), GlobalOptions.of(environment), List.of(environment.program()))) {
            return work.apply(context);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw DockerMachineException.of(UnexpectedException.of(e));
        }
    }
}
