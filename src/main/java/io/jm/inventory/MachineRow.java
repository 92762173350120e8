package io.jm.inventory;

import io.jm.base.JmException;
import io.jm.driver.MachineState;
import io.jm.machine.EngineOptions;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.SwarmOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ls} knows about one machine.
 *
 * @param name the machine's name
 * @param active {@code -}, {@code *}, {@code * (swarm)}, or empty if nothing is known
 * @param driverName the driver's own name
 * @param state what the machine is doing
 * @param url the engine's address, empty if there is none
 * @param swarmOptions the recorded options, or null if nothing is known
 * @param swarm the name of the machine's swarm master
 * @param engineOptions the recorded options, or null if nothing is known
 * @param error what went wrong, or empty
 * @param dockerVersion the engine's version with a {@code v} before it, {@code Unknown}, or empty
 * @param responseTime how long the machine took to answer
 * @param group the group that the machine belongs to, empty if none; null if that is not known
 * @param contexts the docker contexts that follow the machine; null if they are not known
 */
public record MachineRow(
        String name,
        String active,
        String driverName,
        MachineState state,
        String url,
        @Nullable SwarmOptions swarmOptions,
        String swarm,
        @Nullable EngineOptions engineOptions,
        String error,
        String dockerVersion,
        Duration responseTime,
        @Nullable String group,
        @Nullable List<String> contexts) {
    /** The driver of a machine of which nothing is known. */
    public static final String NO_DRIVER = "not found";

    static final String ACTIVE = "*";
    static final String ACTIVE_SWARM = "* (swarm)";
    static final String INACTIVE = "-";
    static final String UNKNOWN_VERSION = "Unknown";

    /** A machine of which only these facts are known. */
    private static MachineRow of(String name, String driver, MachineState state, String error, Duration responseTime) {
        return new MachineRow(name, "", driver, state, "", null, "", null, error, "", responseTime, null, null);
    }

    /** A machine whose entry cannot be read. */
    static MachineRow unreadable(String name, String error) {
        String oneLine = error.replace("\n", "");
        return of(name, NO_DRIVER, MachineState.ERROR, oneLine, Duration.ZERO);
    }

    /** A machine that did not answer within {@code limit}. */
    static MachineRow timedOut(Machine machine, Duration limit) {
        return of(machine.name(), machine.driverName(), MachineState.TIMEOUT, "", limit);
    }

    public boolean activeHost() {
        return active.equals(ACTIVE);
    }

    public boolean activeSwarm() {
        return active.equals(ACTIVE_SWARM);
    }

    /** The same row with a message that stays in its cell. */
    MachineRow withErrorInOneLine() {
        if (error.indexOf('\n') < 0 && error.indexOf('\t') < 0 && error.indexOf('\r') < 0) {
            return this;
        }
        String oneLine =
                error.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ').stripTrailing();
        return with(oneLine, responseTime, group, contexts);
    }

    /** The same row with what jm records in jm.json; a file that cannot be read is an error of the row. */
    MachineRow withExtras(ExtrasFile extras) {
        try {
            return with(error, responseTime, extras.group(), extras.contexts());
        } catch (JmException e) {
            return error.isEmpty() ? with(e.getMessage(), responseTime, null, null) : this;
        }
    }

    /** The same row without the time that the answer took. */
    public MachineRow withoutTime() {
        return with(error, Duration.ZERO, group, contexts);
    }

    private MachineRow with(
            String otherError, Duration otherTime, @Nullable String otherGroup, @Nullable List<String> otherContexts) {
        return new MachineRow(
                name,
                active,
                driverName,
                state,
                url,
                swarmOptions,
                swarm,
                engineOptions,
                otherError,
                dockerVersion,
                otherTime,
                otherGroup,
                otherContexts);
    }
}
