package io.jm.cli.command;

import io.jm.cli.Context;
import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverName;
import io.jm.driver.DriverNotFoundException;
import io.jm.drivers.MachineDrivers;
import io.jm.text.NearMiss;
import java.util.List;

/** Opens drivers of machines with what a command was given. */
final class Opening {
    /** The machine that the original names to a driver that is only asked for its options. */
    private static final String FLAG_LOOK_UP = "flag-lookup";

    private Opening() {}

    static MachineDrivers of(Context context) {
        return new MachineDrivers(
                context.drivers(),
                context.store().layout().root(),
                context.console(),
                context.environment(),
                context.ticker());
    }

    /** The original tells nothing of a machine whose driver is missing; with its defaults, scripts get that error. */
    static void refuseMissing(Context context, Driver driver) {
        if (!driver.isInstalled() && context.environment().keepsOriginalDefaults()) {
            driver.state();
        }
    }

    /** The options of a driver, which serves no machine yet; asking may start a plugin. */
    static List<CreateFlag> flags(Context context, String driverName) {
        DriverContext lookUp = new DriverContext(
                FLAG_LOOK_UP,
                context.store().layout().root(),
                context.console(),
                context.environment(),
                context.ticker());
        try (Driver driver = context.drivers().open(DriverName.of(driverName), lookUp)) {
            return driver.createFlags();
        } catch (DriverNotFoundException e) {
            throw e.orElse(NearMiss.question(
                    NearMiss.of(driverName, context.driverCatalog().names())));
        }
    }
}
