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
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.os.FileLock;
import io.jm.os.LockHolder;
import io.jm.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The docker contexts of machines: made, brought up to date and removed in the files of docker's CLI. A context that jm
 * did not make for this store is never changed. The names of a machine's contexts are in its {@link ExtrasFile}.
 */
public final class Contexts {
    private static final Duration LOCK_TIMEOUT = Duration.ofMinutes(1);

    private final StoreLayout layout;
    private final Console console;
    private final DockerContexts contexts;
    private final DockerConfigFile config;
    private final SshConfigFile ssh;
    private final String program;

    /** Opens the files of docker's CLI in that environment; nothing is read or written. */
    public Contexts(StoreLayout layout, Console console, Environment environment) {
        this.layout = layout;
        this.console = console;
        this.contexts = new DockerContexts(DockerConfigFile.directory(environment));
        this.config = DockerConfigFile.of(environment);
        this.ssh = new SshConfigFile(layout, console, environment);
        this.program = environment.program();
    }

    /**
     * Returns the name of a new context.
     *
     * @param wanted null for the one that follows from the machine's name
     * @throws JmException if docker does not accept it, or if another context has it
     */
    public String freeName(String machine, @Nullable String wanted) {
        String name = wanted == null ? ContextName.of(machine) : wanted;
        if (!ContextName.isAccepted(name)) {
            throw new JmException("docker refuses the context name \"" + Printable.line(name)
                    + "\": give one with --name, of letters, digits and _ . + -, and at least two characters");
        }
        ContextOwner owner = owner(name);
        if (contexts.exists(name) && owner == null) {
            throw new JmException("docker has a context \"" + name + "\" that jm did not make. Choose another name: "
                    + program + " context create " + Printable.line(machine) + " --name jm-" + name);
        }
        if (owner != null
                && !owner.machine().equals(machine)
                && recorded(owner.machine()).contains(name)) {
            throw new JmException("The docker context \"" + name + "\" belongs to the machine \""
                    + Printable.line(owner.machine()) + "\". Choose another name with --name");
        }
        return name;
    }

    /** Returns who made a context of this store, or null. */
    private @Nullable ContextOwner owner(String name) {
        DockerContext found = contexts.find(name);
        ContextOwner owner = found == null ? null : found.owner();
        return owner != null && isThisStore(owner.store()) ? owner : null;
    }

    private boolean isThisStore(String store) {
        try {
            return real(Path.of(store)).equals(real(layout.root()));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.normalize();
        }
    }

    private ExtrasFile extras(String machine) {
        return new ExtrasFile(layout.extras(machine));
    }

    /** Returns the names of the machine's contexts, also of those that docker does not have. */
    public List<String> recorded(String machine) {
        return extras(machine).contexts();
    }

    /** Returns whether {@link #recorded} names a context; false if that is not known. */
    public boolean hasRecorded(String machine) {
        try {
            return Files.exists(layout.extras(machine)) && !recorded(machine).isEmpty();
        } catch (JmException e) {
            return false;
        }
    }

    /** Returns the names of the machine's contexts: those that are recorded, and those that docker has. */
    public List<String> of(String machine) {
        List<String> names = new ArrayList<>(recorded(machine));
        for (DockerContext context : own()) {
            boolean ofMachine = machine.equals(machineOf(context.name()));
            if (ofMachine && !names.contains(context.name())) {
                names.add(context.name());
            }
        }
        return names;
    }

    /** Records that a machine has a context of that name. The caller holds the machine's lock. */
    public void record(String machine, String name) {
        List<String> names = new ArrayList<>(recorded(machine));
        if (!names.contains(name)) {
            names.add(name);
            extras(machine).setContexts(names);
        }
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
        if (owner == null || !owner.kind().equals(ContextKind.SSH)) {
            return ContextTarget.of(layout, machine, driver);
        }
        return driver.url().startsWith("ssh:")
                ? ContextTarget.of(layout, machine, driver)
                : ContextTarget.overSsh(alias(machine));
    }

    private void write(Machine machine, String name, ContextTarget target) {
        locked(() -> {
            freeName(machine.name(), name);
            boolean isNew = !recorded(machine.name()).contains(name);
            record(machine.name(), name);
            boolean written = false;
            try {
                contexts.write(document(machine, name, target), target.tls());
                written = true;
            } finally {
                if (isNew && !written) {
                    forget(machine.name(), name);
                }
            }
            return name;
        });
    }

    private DockerContext document(Machine machine, String name, ContextTarget target) {
        DockerContext old = contexts.find(name);
        String description = machine.name() + " (jm, " + machine.driverName() + ")";
        ContextOwner owner = new ContextOwner(machine.name(), layout.root().toString(), target.kind());
        return (old == null ? DockerContext.named(name, description) : old).with(owner, target.host());
    }

    /** Returns the name of docker's current context. */
    public String current() {
        return config.currentContext();
    }

    /** Makes a context the one that docker uses. */
    public void use(String name) {
        locked(() -> {
            config.setCurrentContext(name);
            return name;
        });
    }

    /** Returns the machine of a context that jm made for this store, or null. */
    public @Nullable String machineOf(String context) {
        ContextOwner owner = owner(context);
        return owner == null ? null : owner.machine();
    }

    /** Returns whether docker has a context of that name that jm did not make for this store. */
    public boolean isForeign(String name) {
        return contexts.exists(name) && owner(name) == null;
    }

    /** Returns the contexts that jm made for this store, in the order of their names. */
    List<DockerContext> own() {
        List<DockerContext> own = new ArrayList<>();
        for (DockerContext context : contexts.list()) {
            ContextOwner owner = context.owner();
            if (owner != null && isThisStore(owner.store())) {
                own.add(context);
            }
        }
        return own;
    }

    /** Returns the machines that have a context of this store, in the order of their contexts' names. */
    public List<String> machines() {
        List<String> machines = new ArrayList<>();
        for (DockerContext context : own()) {
            String machine = machineOf(context.name());
            if (machine != null && !machines.contains(machine)) {
                machines.add(machine);
            }
        }
        return machines;
    }

    /** Returns whether a context is what {@link #write} would write. */
    boolean isUpToDate(DockerContext context, Machine machine, Driver driver) {
        ContextTarget target = target(machine, driver, context);
        return document(machine, context.name(), target).equals(context)
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
                if (owner(name) != null) {
                    // first: docker fails if its current context does not exist
                    leave(name);
                    contexts.remove(name);
                    removed.add(name);
                }
            }
            return removed;
        });
        return removed;
    }

    private void leave(String name) {
        if (config.currentContext().equals(name)) {
            config.setCurrentContext(ContextName.DEFAULT);
            console.info("docker's current context was \"" + name + "\"; it is \"default\" now.");
        }
    }

    /** Takes a context off the machine's record. The caller holds the machine's lock. */
    public void forget(String machine, String name) {
        List<String> names = new ArrayList<>(recorded(machine));
        if (names.remove(name)) {
            extras(machine).setContexts(names);
        }
    }

    private <T> T locked(Supplier<T> work) {
        try (FileLock lock = FileLock.acquire(layout.contextsLock(), LOCK_TIMEOUT, this::waiting)) {
            return work.get();
        }
    }

    private void waiting(Path lock) {
        console.error(
                "Waiting for " + LockHolder.text(lock) + ", which is changing docker contexts (lock " + lock + ")");
    }
}
