package io.jm.inventory;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.connection.EngineAccess;
import io.jm.driver.Driver;
import io.jm.driver.MachineState;
import io.jm.drivers.MachineDrivers;
import io.jm.engine.EngineClient;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks one machine for what its row shows; every failure becomes part of the row. */
final class RowQuery {
    private static final String NOT_RUNNING = "Host is not running";
    private static final String NO_VERSION = "Unable to query docker version: ";
    private static final String BEHIND_JUMP = "only SSH goes through the jump host of the machine: ";

    private final MachineDrivers drivers;
    private final EngineClient engine;
    private final StoreLayout layout;
    private final ActiveCheck active;
    private final SwarmMasters masters;
    private final AnswerLimits limits;
    private final Ticker ticker;

    RowQuery(
            MachineDrivers drivers,
            EngineClient engine,
            StoreLayout layout,
            ActiveCheck active,
            SwarmMasters masters,
            AnswerLimits limits,
            Ticker ticker) {
        this.drivers = drivers;
        this.engine = engine;
        this.layout = layout;
        this.active = active;
        this.masters = masters;
        this.limits = limits;
        this.ticker = ticker;
    }

    /** What the driver returned. */
    private record Address(
            String driverName,
            MachineState state,
            String url,
            String error,
            boolean recorded,
            @Nullable EngineAccess engine) {}

    /** The row with what is recorded; nothing is asked. */
    MachineRow ofRecord(Machine machine) {
        Address unknown = new Address("", MachineState.NONE, "", "", false, null);
        return row(machine, unknown, "", "", Duration.ZERO);
    }

    /** The whole row. */
    MachineRow ask(Machine machine) {
        return ask(machine, true);
    }

    /** The row without the engine's version, which costs no connection to the engine. */
    MachineRow askDriverOnly(Machine machine) {
        return ask(machine, false);
    }

    private MachineRow ask(Machine machine, boolean withEngine) {
        long start = ticker.nanos();
        Address address;
        try {
            address = address(machine, withEngine);
        } catch (JmException e) {
            return MachineRow.unreadable(machine.name(), e.getMessage());
        }
        String version = MachineRow.UNKNOWN_VERSION;
        String error = address.error;
        EngineAccess access = address.engine;
        if (access != null) {
            boolean behindJump = isBehindJump(machine);
            Duration limit = limits.engine(address.recorded || behindJump);
            try {
                String answer = engine.version(access.address(), access.tls(), limit);
                version = answer.isEmpty() ? version : "v" + answer;
            } catch (JmException e) {
                error = NO_VERSION + (behindJump ? BEHIND_JUMP : "") + e.getMessage();
            }
        }
        Duration time = Duration.ofNanos(ticker.nanos() - start);
        return row(machine, address, error, version, time);
    }

    /** Only SSH goes through jump hosts: the engine may be out of reach for good, and is not waited for as long as others. */
    private boolean isBehindJump(Machine machine) {
        try {
            return !new ExtrasFile(layout.extras(machine.name())).sshJump().isEmpty();
        } catch (JmException e) {
            // the row says so where it shows what the file has
            return false;
        }
    }

    private MachineRow row(Machine machine, Address address, String error, String version, Duration time) {
        return new MachineRow(
                machine.name(),
                active.marker(address.state, address.url, machine.swarm()),
                address.driverName,
                address.state,
                address.url,
                machine.hostOptions().has("SwarmOptions") ? machine.swarm() : null,
                masters.column(machine),
                machine.hostOptions().has("EngineOptions") ? machine.engine() : null,
                error.equals(NOT_RUNNING) ? "" : error,
                version,
                time,
                null,
                null);
    }

    /**
     * Asks the driver, whose failures are answers, too.
     *
     * @throws JmException if there is no driver to ask
     */
    private Address address(Machine machine, boolean withEngine) {
        try (Driver driver = drivers.openInBulk(machine, limits.driver())) {
            return address(machine, driver, withEngine);
        }
    }

    private Address address(Machine machine, Driver driver, boolean withEngine) {
        String name = driverName(driver);
        String url;
        MachineState state;
        boolean recorded;
        try {
            recorded = !driver.capabilities().engineChecked();
            if (!driver.isInstalled()) {
                // without its URL: the recorded one does not tell whether the machine runs
                return new Address(name, driver.state(), "", "", recorded, null);
            }
            url = driver.url();
            state = url.isEmpty() ? state(driver) : MachineState.RUNNING;
        } catch (JmException e) {
            return new Address(name, state(driver), "", e.getMessage(), false, null);
        }
        try {
            boolean asked = withEngine && !url.isEmpty();
            EngineAccess access = asked ? EngineAccess.of(layout, machine, driver, url) : null;
            return new Address(name, state, url, "", recorded, access);
        } catch (JmException e) {
            return new Address(name, state, url, NO_VERSION + e.getMessage(), recorded, null);
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
