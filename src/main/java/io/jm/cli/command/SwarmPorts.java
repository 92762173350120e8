package io.jm.cli.command;

import io.jm.console.Console;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * The ports at which the nodes of a swarm reach each other, for {@code --open-swarm-ports}. The drivers of docker-machine that
 * can open ports have a list option for them, whose name ends alike.
 */
final class SwarmPorts {
    private static final List<String> PORTS = List.of("2377/tcp", "7946/tcp", "7946/udp", "4789/udp");
    private static final String OPTION = "-open-port";

    private SwarmPorts() {}

    /**
     * Returns the options of the machine with the ports in the driver's own option, and warns that they are open to
     * everybody; without such an option it prints which ports to open.
     *
     * @param flags the driver's options
     */
    static DriverOptions addTo(DriverOptions options, String driver, List<CreateFlag> flags, Console console) {
        for (CreateFlag flag : flags) {
            if (flag instanceof CreateFlag.TextList && flag.name().endsWith(OPTION)) {
                console.warn("WARNING: --" + flag.name() + " opens " + String.join(", ", PORTS)
                        + " to everybody. A security group that lets only its own members in is better.");
                return added(options, flag.name());
            }
        }
        console.warn("The driver \"" + driver + "\" opens no ports. Let the machines of the swarm reach each other at "
                + String.join(", ", PORTS) + ".");
        return options;
    }

    private static DriverOptions added(DriverOptions options, String name) {
        List<String> ports = new ArrayList<>(options.list(name));
        PORTS.stream().filter(port -> !ports.contains(port)).forEach(ports::add);
        return options.with(name, ports);
    }
}
