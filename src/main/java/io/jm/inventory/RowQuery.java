package io.jm.inventory;

import io.jm.base.JmException;
import io.jm.connection.EngineAccess;
import io.jm.driver.Driver;
import io.jm.driver.MachineState;
import io.jm.drivers.DriverOpening;
import io.jm.engine.EngineClient;
import io.jm.machine.Machine;
import java.time.Duration;

/** Asks one machine for what its row shows; every failure becomes part of the row. */
final class RowQuery {
    private static final String NOT_RUNNING = "Host is not running";

    private final DriverOpening drivers;
    private final EngineClient engine;
    private final EngineAccess access;
    private final ActiveCheck active;
    private final SwarmMasters masters;
    private final AnswerLimits limits;

    RowQuery(
            DriverOpening drivers,
            EngineClient engine,
            EngineAccess access,
            ActiveCheck active,
            SwarmMasters masters,
            AnswerLimits limits) {
        this.drivers = drivers;
        this.engine = engine;
        this.access = access;
        this.active = active;
        this.masters = masters;
        this.limits = limits;
    }

    /** What the driver says. */
    private record Address(String driverName, MachineState state, String url, String error, boolean recorded) {}

    /** The whole row. */
    MachineRow ask(Machine machine) {
        return ask(machine, true);
    }

    /** The row without the engine's version, which costs no connection to the engine. */
    MachineRow askDriverOnly(Machine machine) {
        return ask(machine, false);
    }

    private MachineRow ask(Machine machine, boolean withEngine) {
        long start = drivers.ticker().nanos();
        Address address;
        try {
            address = address(machine);
        } catch (JmException e) {
            return MachineRow.unreadable(machine.name(), e.getMessage());
        }
        String version = MachineRow.UNKNOWN_VERSION;
        String error = address.error;
        if (withEngine && error.isEmpty() && !address.url.isEmpty()) {
            try {
                String answer = engine.version(
                        access.address(machine, address.url), access.tls(machine), limits.engine(address.recorded));
                version = answer.isEmpty() ? version : "v" + answer;
            } catch (JmException e) {
                error = "Unable to query docker version: " + e.getMessage();
            }
        }
        Duration time = Duration.ofNanos(drivers.ticker().nanos() - start);
        return row(machine, address, error, version, time);
    }

    private MachineRow row(Machine machine, Address address, String error, String version, Duration time) {
        return new MachineRow(
                machine.name(),
                active.sign(address.state, address.url, machine.swarm()),
                address.driverName,
                address.state,
                address.url,
                machine.hostOptions().has("SwarmOptions") ? machine.swarm() : null,
                masters.column(machine),
                machine.hostOptions().has("EngineOptions") ? machine.engine() : null,
                error.equals(NOT_RUNNING) ? "" : error,
                version,
                time);
    }

    /**
     * Asks the driver, whose failures are answers, too.
     *
     * @throws JmException if there is no driver to ask
     */
    private Address address(Machine machine) {
        try (Driver driver = drivers.open(machine, limits.driver())) {
            return address(driver);
        }
    }

    private static Address address(Driver driver) {
        String name = driverName(driver);
        try {
            boolean recorded = !driver.traits().engineChecked();
            if (!driver.isInstalled()) {
                // it is not told: what is recorded says nothing about it
                return new Address(name, driver.state(), "", "", recorded);
            }
            String url = driver.url();
            MachineState state = url.isEmpty() ? state(driver) : MachineState.RUNNING;
            return new Address(name, state, url, "", recorded);
        } catch (JmException e) {
            return new Address(name, state(driver), "", e.getMessage(), false);
        }
    }

    private static String driverName(Driver driver) {
        try {
            return driver.driverName();
        } catch (JmException e) {
            return "";
        }
    }

    private static MachineState state(Driver driver) {
        try {
            return driver.state();
        } catch (JmException e) {
            return MachineState.ERROR;
        }
    }
}
