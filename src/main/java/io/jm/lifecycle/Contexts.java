package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.console.Console;
import io.jm.dockercli.ContextKind;
import io.jm.dockercli.ContextName;
import io.jm.dockercli.ContextOwner;
import io.jm.dockercli.DockerConfigFile;
import io.jm.dockercli.DockerContext;
import io.jm.dockercli.DockerContexts;
import io.jm.driver.Driver;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.os.FileLock;
import io.jm.os.LockHolder;
import io.jm.text.Printable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The docker contexts of machines: made, brought up to date and removed in the files of docker's CLI. A context that jm
 * did not make for this store is never changed.
 */
public final class Contexts {
    private static final Duration LOCK_TIMEOUT = Duration.ofMinutes(1);

    private final StoreLayout layout;
    private final Console console;
    private final DockerContexts contexts;
    private final DockerConfigFile config;
    private final OwnContexts own;
    private final SshConfigFile ssh;
    private final String program;

    /** Opens the files of docker's CLI in that environment; nothing is read or written. */
    public Contexts(StoreLayout layout, Console console, Environment environment) {
        this.layout = layout;
        this.console = console;
        this.contexts = new DockerContexts(DockerConfigFile.directory(environment));
        this.config = DockerConfigFile.of(environment);
        this.own = new OwnContexts(layout, contexts, environment.program());
        this.ssh = new SshConfigFile(layout, console, environment);
        this.program = environment.program();
    }

    /** Returns which contexts belong to which machine. */
    public OwnContexts own() {
        return own;
    }

    /**
     * Writes a context of the machine and records it; one that is there already is reached as before. The caller holds the
     * machine's lock.
     *
     * @throws JmException if the name is another's, if the machine has no address, or if a file cannot be written
     */
    public void write(Machine machine, Driver driver, String name) {
        write(machine, name, target(machine, driver, contexts.find(name)));
    }

    /**
     * As {@link #write}, for an engine that docker reaches through the user's ssh program.
     *
     * @throws JmException also if the user's ssh does not know the machine
     */
    public void writeOverSsh(Machine machine, String name) {
        write(machine, name, ContextTarget.overSsh(alias(machine)));
    }

    /** As {@link #write}, for an engine that docker reaches by the machine's URL. */
    public void writeUrl(Machine machine, Driver driver, String name) {
        write(machine, name, ContextTarget.of(layout, machine, driver));
    }

    /**
     * As {@link #write}, for a manager of a swarm. The context may have been another manager's, whose record of it the caller
     * has removed.
     */
    public void writeSwarm(Machine machine, Driver driver, String name) {
        write(machine, name, ContextTarget.of(layout, machine, driver).ofSwarm());
    }

    private String alias(Machine machine) {
        String alias = ssh.aliasOf(machine.name());
        if (alias == null) {
            throw new JmException("docker runs your ssh for such a context, and it does not know \""
                    + Printable.line(machine.name()) + "\" yet. Run: " + program + " ssh-config --write");
        }
        return alias;
    }

    /** A context that leads through ssh, though the machine's URL does not, was made so. */
    private ContextTarget target(Machine machine, Driver driver, @Nullable DockerContext old) {
        ContextOwner owner = old == null ? null : old.owner();
        if (owner != null && owner.kind().equals(ContextKind.SWARM)) {
            return ContextTarget.of(layout, machine, driver).ofSwarm();
        }
        boolean overSsh = owner != null
                && owner.kind().equals(ContextKind.SSH)
                && !driver.url().startsWith("ssh:");
        return overSsh ? ContextTarget.overSsh(alias(machine)) : ContextTarget.of(layout, machine, driver);
    }

    private void write(Machine machine, String name, ContextTarget target) {
        locked(() -> {
            own.freeName(machine.name(), name);
            boolean added = own.extras(machine.name()).addContext(name);
            try {
                contexts.write(document(machine, name, target, contexts.find(name)), target.tls());
            } catch (RuntimeException | Error e) {
                if (added) {
                    own.forget(machine.name(), name);
                }
                throw e;
            }
        });
    }

    private DockerContext document(Machine machine, String name, ContextTarget target, @Nullable DockerContext old) {
        boolean swarm = target.kind().equals(ContextKind.SWARM);
        String description =
                (swarm ? name : machine.name()) + " (jm, " + (swarm ? "swarm" : machine.driverName()) + ")";
        ContextOwner owner = new ContextOwner(machine.name(), layout.root().toString(), target.kind());
        return (old == null ? DockerContext.named(name, description) : old).with(owner, target.host());
    }

    /** Returns whether a context is what {@link #write} would write. */
    boolean isUpToDate(DockerContext context, Machine machine, Driver driver) {
        ContextTarget target = target(machine, driver, context);
        return document(machine, context.name(), target, context).equals(context)
                && contexts.hasTls(context.name(), target.tls());
    }

    /**
     * Removes contexts that jm made for this store. If one was docker's current context, the default is current then.
     *
     * @return the names of those that were there
     */
    public List<String> remove(List<String> names) {
        List<String> removed = new ArrayList<>();
        locked(() -> {
            for (String name : names) {
                if (own.machineOf(name) != null) {
                    // first: docker fails if its current context does not exist
                    leave(name);
                    contexts.remove(name);
                    removed.add(name);
                }
            }
        });
        return removed;
    }

    private void leave(String name) {
        if (current().equals(name)) {
            config.setCurrentContext(ContextName.DEFAULT);
            console.info("docker's current context was \"" + name + "\"; it is \"default\" now.");
        }
    }

    /** Returns the name of docker's current context. */
    String current() {
        return config.currentContext();
    }

    /** Makes a context the one that docker uses. */
    public void use(String name) {
        locked(() -> config.setCurrentContext(name));
    }

    private void locked(Runnable work) {
        try (FileLock lock = FileLock.acquire(layout.contextsLock(), LOCK_TIMEOUT, this::waiting)) {
            work.run();
        }
    }

    private void waiting(Path lock) {
        console.error(
                "Waiting for " + LockHolder.text(lock) + ", which is changing docker contexts (lock " + lock + ")");
    }
}
