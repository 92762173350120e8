package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.base.UnexpectedException;
import io.jm.console.Console;
import io.jm.dockercli.ContextName;
import io.jm.driver.Driver;
import io.jm.drivers.MachineDrivers;
import io.jm.lifecycle.ContextState.Condition;
import io.jm.lifecycle.OwnContexts.Own;
import io.jm.machine.Machine;
import io.jm.store.MachineStore;
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
        List<Own> all = contexts.own().all();
        Map<String, Condition> conditions = new ConcurrentHashMap<>();
        FanOut.run(all, own -> conditions.put(own.context().name(), condition(own)));
        List<ContextState> states = new ArrayList<>();
        for (Own own : all) {
            String name = own.context().name();
            states.add(new ContextState(
                    name,
                    own.owner().machine(),
                    own.owner().kind(),
                    own.context().host(),
                    conditions.getOrDefault(name, Condition.OK),
                    name.equals(current)));
        }
        store.names().forEach(machine -> addMissing(machine, states));
        states.sort(Comparator.comparing(ContextState::name));
        return states;
    }

    /** A config.json of docker that cannot be read does not keep the contexts from being listed. */
    private String current() {
        try {
            return contexts.current();
        } catch (JmException e) {
            console.error(e.getMessage());
            return ContextName.DEFAULT;
        }
    }

    private Condition condition(Own own) {
        if (!store.exists(own.owner().machine())) {
            return Condition.NO_MACHINE;
        }
        try {
            Machine machine = store.load(own.owner().machine());
            try (Driver driver = drivers.open(machine)) {
                return contexts.isUpToDate(own.context(), machine, driver) ? Condition.OK : Condition.STALE;
            }
        } catch (RuntimeException | StackOverflowError e) {
            // a machine that is stopped has no address, so that no other one is known
            console.debug(UnexpectedException.of(e).getMessage());
            return Condition.OK;
        }
    }

    private void addMissing(String machine, List<ContextState> states) {
        try {
            OwnContexts own = contexts.own();
            for (String name : own.recorded(machine)) {
                if (!machine.equals(own.machineOf(name))) {
                    Condition condition = own.isForeign(name) ? Condition.FOREIGN : Condition.MISSING;
                    states.add(new ContextState(name, machine, "", "", condition, false));
                }
            }
        } catch (JmException e) {
            console.error(e.getMessage());
        }
    }
}
