package io.jm.swarm;

import io.jm.base.JmException;
import io.jm.dockercli.ContextName;
import io.jm.lifecycle.Contexts;
import io.jm.lifecycle.Machines;
import io.jm.store.MachineLock;
import io.jm.store.MachineStore;
import java.util.List;
import java.util.function.Supplier;

/**
 * The docker contexts of swarms. docker knows one address for a context: that of one manager, in whose place another one
 * comes when it does not answer.
 */
final class SwarmContexts {
    private final MachineStore store;
    private final Machines machines;
    private final Supplier<Contexts> contexts;

    SwarmContexts(MachineStore store, Machines machines, Supplier<Contexts> contexts) {
        this.store = store;
        this.machines = machines;
        this.contexts = contexts;
    }

    static String name(String cluster) {
        return ContextName.of(cluster);
    }

    /** Whether docker has a context of the cluster. */
    boolean exists(String cluster) {
        return contexts.get().own().isOfSwarm(name(cluster));
    }

    /**
     * Makes the context of a cluster, or lets it lead to a manager that answers.
     *
     * @param managers the machines that are managers and answer
     * @return the machine that it leads to
     * @throws JmException if docker has another context of that name
     */
    String point(String cluster, List<String> managers) {
        String name = name(cluster);
        Contexts docker = contexts.get();
        String before = docker.own().machineOf(name);
        if (before != null && !docker.own().isOfSwarm(name)) {
            throw new SwarmException("docker's context \"" + name + "\" is of the machine \"" + before
                    + "\", so that there is none for the swarm. Remove it first: context rm " + name);
        }
        String manager = before != null && managers.contains(before) ? before : managers.get(0);
        if (before != null && !before.equals(manager) && store.exists(before)) {
            try (MachineLock held = store.lock(before)) {
                docker.own().forget(before, name);
            }
        }
        machines.editNamed(List.of(manager), (machine, driver) -> docker.writeSwarm(machine, driver, name));
        return manager;
    }

    /**
     * Lets the context of a cluster, if there is one, lead to one of its managers; without any it is removed.
     *
     * @param failures gets what goes wrong
     */
    void follow(String cluster, List<String> managers, List<JmException> failures) {
        try {
            if (exists(cluster)) {
                if (managers.isEmpty()) {
                    remove(cluster);
                } else {
                    point(cluster, managers);
                }
            }
        } catch (JmException e) {
            failures.add(e);
        }
    }

    /** Removes the context of a cluster; none is no error. */
    void remove(String cluster) {
        String name = name(cluster);
        Contexts docker = contexts.get();
        String machine = docker.own().machineOf(name);
        if (machine == null || !docker.own().isOfSwarm(name)) {
            return;
        }
        docker.remove(List.of(name));
        if (store.exists(machine)) {
            try (MachineLock held = store.lock(machine)) {
                docker.own().forget(machine, name);
            }
        }
    }
}
