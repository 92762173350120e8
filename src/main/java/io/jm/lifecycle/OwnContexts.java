package io.jm.lifecycle;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.dockercli.ContextKind;
import io.jm.dockercli.ContextName;
import io.jm.dockercli.ContextOwner;
import io.jm.dockercli.DockerContext;
import io.jm.dockercli.DockerContexts;
import io.jm.machine.ExtrasFile;
import io.jm.machine.StoreLayout;
import io.jm.text.Printable;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which docker contexts belong to the machines of a store: those that docker has, by the owner in their documents, and
 * those that are recorded in the machines' {@link ExtrasFile}s.
 */
public final class OwnContexts {
    private final StoreLayout layout;
    private final DockerContexts contexts;
    private final String program;

    /**
     * Prepares to look for contexts; nothing is read.
     *
     * @param program the name by which the user called this program
     */
    OwnContexts(StoreLayout layout, DockerContexts contexts, String program) {
        this.layout = layout;
        this.contexts = contexts;
        this.program = program;
    }

    /** A context that jm made for this store. */
    record Own(DockerContext context, ContextOwner owner) {}

    /** Returns the contexts that jm made for this store, in the order of their names. */
    List<Own> all() {
        List<Own> own = new ArrayList<>();
        for (DockerContext context : contexts.list()) {
            ContextOwner owner = owner(context);
            if (owner != null) {
                own.add(new Own(context, owner));
            }
        }
        return own;
    }

    private @Nullable ContextOwner owner(@Nullable DockerContext context) {
        ContextOwner owner = context == null ? null : context.owner();
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

    /** Returns the machine of a context that jm made for this store, or null. */
    public @Nullable String machineOf(String context) {
        ContextOwner owner = owner(contexts.find(context));
        return owner == null ? null : owner.machine();
    }

    /** Returns whether a context that jm made for this store leads to a swarm. */
    public boolean isOfSwarm(String context) {
        ContextOwner owner = owner(contexts.find(context));
        return owner != null && isOfSwarm(owner);
    }

    private static boolean isOfSwarm(ContextOwner owner) {
        return owner.kind().equals(ContextKind.SWARM);
    }

    /** Returns whether docker has a context that leads to the machine through SSH. */
    public boolean isReachedOverSsh(String machine) {
        return all().stream()
                .anyMatch(own -> own.owner().machine().equals(machine)
                        && own.owner().kind().equals(ContextKind.SSH));
    }

    /** Returns the contexts that lead to swarms. */
    public List<String> ofSwarms() {
        return all().stream()
                .filter(own -> isOfSwarm(own.owner()))
                .map(own -> own.context().name())
                .toList();
    }

    /** Returns whether docker has a context of that name that jm did not make for this store. */
    public boolean isForeign(String name) {
        return contexts.exists(name) && machineOf(name) == null;
    }

    /** Returns the machines that have a context of this store, in the order of their contexts' names. */
    public List<String> machines() {
        return all().stream().map(own -> own.owner().machine()).distinct().toList();
    }

    /** Returns the names of the machine's contexts: those that are recorded, and those that docker has. */
    public List<String> of(String machine) {
        List<String> names = new ArrayList<>(recorded(machine));
        for (Own own : all()) {
            if (own.owner().machine().equals(machine)
                    && !names.contains(own.context().name())) {
                names.add(own.context().name());
            }
        }
        return names;
    }

    /** Returns the names of the machine's contexts that are recorded, also of those that docker does not have. */
    public List<String> recorded(String machine) {
        return extras(machine).contexts();
    }

    /** Returns whether {@link #recorded} names a context; false if that is not known. */
    public boolean hasRecorded(String machine) {
        try {
            return !recorded(machine).isEmpty();
        } catch (JmException e) {
            return false;
        }
    }

    /** Takes a context off the machine's record. The caller holds the machine's lock. */
    public void forget(String machine, String name) {
        extras(machine).removeContext(name);
    }

    /** Returns the file in which the contexts of a machine are recorded. */
    ExtrasFile extras(String machine) {
        return new ExtrasFile(layout.extras(machine));
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
        String other = machineOf(name);
        if (other == null && contexts.exists(name)) {
            throw new JmException(
                    "docker has a context \"" + name + "\" that jm did not make. Choose another name: " + program
                            + " context create " + Printable.line(machine) + " --name jm-" + name,
                    ErrorCode.EXISTS,
                    null);
        }
        if (other != null && !other.equals(machine) && recorded(other).contains(name)) {
            throw new JmException(
                    "The docker context \"" + name + "\" belongs to the machine \"" + Printable.line(other)
                            + "\". Choose another name with --name",
                    ErrorCode.EXISTS,
                    null);
        }
        return name;
    }
}
