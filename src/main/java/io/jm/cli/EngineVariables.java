package io.jm.cli;

import io.jm.base.JmException;
import io.jm.connection.ClientConnection;
import io.jm.connection.ClientEnvironment;
import io.jm.connection.ConnectionCheck;
import io.jm.driver.Driver;
import io.jm.lifecycle.Machines;
import io.jm.machine.Machine;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks how a Docker client reaches the engines of machines, for the commands that set its environment variables. */
public final class EngineVariables {
    private final Context context;
    private final Machines machines;
    private final ConnectionCheck connections;
    private final ConnectionCheck.Mode mode;
    private final boolean noProxy;

    /**
     * Creates an instance.
     *
     * @param mode when the engine itself is contacted
     * @param noProxy whether the address of the machine is added to {@code NO_PROXY}
     */
    public EngineVariables(Context context, ConnectionCheck.Mode mode, boolean noProxy) {
        this.context = context;
        this.machines = context.machines();
        this.connections = context.connections();
        this.mode = mode;
        this.noProxy = noProxy;
    }

    /**
     * Returns the variables, see {@link ClientEnvironment#set}.
     *
     * @throws JmException if there is no address, or if the engine could not be contacted
     */
    public Map<String, String> of(Machine machine, boolean swarm) {
        try (Driver driver = machines.open(machine)) {
            ClientConnection connection = connection(machine, driver, swarm);
            context.watchPorts(machine, driver);
            return new ClientEnvironment(context.environment()).set(connection, noProxy ? address(driver) : null);
        }
    }

    private ClientConnection connection(Machine machine, Driver driver, boolean swarm) {
        try {
            return connections.to(machine, driver, swarm, mode);
        } catch (JmException e) {
            throw e.within("Error checking TLS connection");
        }
    }

    private static @Nullable String address(Driver driver) {
        try {
            return driver.ip();
        } catch (JmException e) {
            throw e.within("Error getting host IP");
        }
    }
}
