package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.base.UnexpectedException;
import io.jm.console.Console;
import io.jm.dockercli.ContextName;
import io.jm.dockercli.ContextOwner;
import io.jm.dockercli.DockerContext;
import io.jm.driver.Driver;
import io.jm.drivers.MachineDrivers;
import io.jm.lifecycle.ContextState.Condition;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.store.MachineStore;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Compares the docker contexts that jm made with their machines. */
public final class ContextStates {
    private final MachineStore store;
    private final MachineDrivers drivers;
    private final Contexts contexts;
    private final Console console;

    public ContextStates(MachineStore store, MachineDrivers drivers, Contexts contexts, Console console) {
        this.store = store;
        this.drivers = drivers;
        this.contexts = contexts;
        this.console = console;
    }

    /** Returns the contexts of this store in the order of their names; the drivers of their machines are asked. */
    public List<ContextState> states() {
        String current = current();
        List<DockerContext> own = contexts.own();
        Map<String, Condition> conditions = new ConcurrentHashMap<>();
        FanOut.run(own, context -> conditions.put(context.name(), condition(context)));
        List<ContextState> states = new ArrayList<>();
        for (DockerContext context : own) {
            ContextOwner owner = context.owner();
            if (owner != null) {
                states.add(new ContextState(
                        context.name(),
                        owner.machine(),
                        owner.kind(),
                        context.host(),
                        conditions.getOrDefault(context.name(), Condition.OK),
                        context.name().equals(current)));
            }
        }
        store.names().forEach(machine -> addMissing(machine, states));
        states.sort(Comparator.comparing(ContextState::name));
        return states;
    }

    /** A config.json that cannot be read says nothing about the contexts. */
    private String current() {
        try {
            return contexts.current();
        } catch (JmException e) {
            console.error(e.getMessage());
            return ContextName.DEFAULT;
        }
    }

    private Condition condition(DockerContext context) {
        ContextOwner owner = context.owner();
        if (owner == null || !store.exists(owner.machine())) {
            return Condition.NO_MACHINE;
        }
        try {
            Machine machine = store.load(owner.machine());
            try (Driver driver = drivers.open(machine)) {
                return contexts.isUpToDate(context, machine, driver) ? Condition.OK : Condition.STALE;
            }
        } catch (RuntimeException | StackOverflowError e) {
            // a machine that is stopped has no address, so that no other one is known
            console.debug(UnexpectedException.of(e).getMessage());
            return Condition.OK;
        }
    }

    private void addMissing(String machine, List<ContextState> states) {
        if (!Files.exists(store.layout().extras(machine))) {
            return;
        }
        try {
            for (String name : new ExtrasFile(store.layout().extras(machine)).contexts()) {
                if (!machine.equals(contexts.machineOf(name))) {
                    Condition condition = contexts.isForeign(name) ? Condition.FOREIGN : Condition.MISSING;
                    states.add(new ContextState(name, machine, "", "", condition, false));
                }
            }
        } catch (JmException e) {
            console.error(e.getMessage());
        }
    }
}
