package io.jm.inventory;

import io.jm.machine.Machine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which machine leads which classic swarm. */
final class SwarmMasters {
    private final Map<String, String> nameByDiscovery = new HashMap<>();

    /** Of several masters of one swarm the last counts. */
    SwarmMasters(List<Machine> machines) {
        for (Machine machine : machines) {
            if (machine.swarm().master()) {
                nameByDiscovery.put(machine.swarm().discovery(), machine.name());
            }
        }
    }

    /** The name of the machine's master, itself included; empty if there is none. */
    String of(Machine machine) {
        String discovery = machine.swarm().discovery();
        return discovery.isEmpty() ? "" : nameByDiscovery.getOrDefault(discovery, "");
    }

    /** What the table shows. */
    String column(Machine machine) {
        boolean leads = machine.swarm().master() && !machine.swarm().discovery().isEmpty();
        return leads ? machine.name() + " (master)" : of(machine);
    }
}
