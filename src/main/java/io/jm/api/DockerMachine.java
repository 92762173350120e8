package io.jm.api;

import io.jm.driver.MachineState;
import io.jm.inventory.MachineRow;

/**
 * A machine as it was when it was asked.
 *
 * @param name its name
 * @param driver the name of its driver, for example {@code generic}; empty if it is not known because of the error
 * @param state what it is doing
 * @param url the address of its engine, for example {@code tcp://192.0.2.7:2376}; empty if it has none now
 * @param error why the driver gave no answer; empty if it did
 */
public record DockerMachine(String name, String driver, State state, String url, String error) {
    /** What a machine is doing. */
    public enum State {
        /** The driver does not know. */
        UNKNOWN,
        /** It runs. */
        RUNNING,
        /** It is paused: its memory is kept. */
        PAUSED,
        /** It is suspended: its memory is saved. */
        SAVED,
        /** It is stopped. */
        STOPPED,
        /** It is being stopped. */
        STOPPING,
        /** It is being started. */
        STARTING,
        /** Its driver, or its record, reports an error. */
        ERROR,
        /** Its driver did not answer within ten seconds. */
        TIMEOUT;

        static State of(MachineState state) {
            return switch (state) {
                case NONE -> UNKNOWN;
                case RUNNING -> RUNNING;
                case PAUSED -> PAUSED;
                case SAVED -> SAVED;
                case STOPPED -> STOPPED;
                case STOPPING -> STOPPING;
                case STARTING -> STARTING;
                case ERROR -> ERROR;
                case TIMEOUT -> TIMEOUT;
            };
        }
    }

    static DockerMachine of(MachineRow row) {
        String driver = row.driverName().equals(MachineRow.NO_DRIVER) ? "" : row.driverName();
        return new DockerMachine(row.name(), driver, State.of(row.state()), row.url(), row.error());
    }
}
