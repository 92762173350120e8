package io.jm.drivers;

import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverFactory;
import io.jm.driver.DriverName;
import io.jm.drivers.generic.GenericDriver;
import io.jm.drivers.none.NoneDriver;
import io.jm.drivers.qemu.QemuDriver;
import io.jm.drivers.qemu.QemuPlugin;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Platform;
import java.util.List;

/** Every driver: those inside jm, and behind them those in programs of their own. */
public final class Drivers implements DriverFactory {
    /** The names of those inside jm. */
    public static final List<String> BUILT_IN = List.of("generic", "none", "qemu");

    private final DriverParts parts;

    public Drivers(DriverParts parts) {
        this.parts = parts;
    }

    @Override
    public Driver open(DriverName name, DriverContext context) {
        return PluginPreference.isFor(name, parts.environment())
                ? parts.otherDrivers().open(name, context)
                : openOwn(name, context);
    }

    @Override
    public Driver openFor(Machine machine, DriverContext context) {
        DriverName name = DriverName.of(machine.driverName());
        return isOther(name, machine) ? parts.otherDrivers().open(name, context) : openOwn(name, context);
    }

    private Driver openOwn(DriverName name, DriverContext context) {
        return switch (name.text()) {
            case "none" -> new NoneDriver(context);
            case "generic" -> generic(context);
            case "qemu" -> qemu(context);
            default -> parts.otherDrivers().open(name, context);
        };
    }

    @Override
    public boolean startsProcess(Machine machine) {
        DriverName name = DriverName.of(machine.driverName());
        boolean own = BUILT_IN.contains(name.text()) && !isOther(name, machine);
        return !own && parts.otherDrivers().startsProcess(machine);
    }

    /** Whether a machine belongs to a plugin, although there is a driver of that name inside jm. */
    private boolean isOther(DriverName name, Machine machine) {
        boolean preferred = PluginPreference.isFor(name, parts.environment());
        // the two qemu drivers cannot run each other's machines
        return name.text().equals("qemu") ? QemuPlugin.owns(machine.driver(), preferred) : preferred;
    }

    private Driver qemu(DriverContext context) {
        SshTargets targets = new SshTargets(new StoreLayout(context.storePath()), context.environment());
        return new QemuDriver(
                context, Platform.current(), driver -> parts.ssh().open(targets.of(context.machineName(), driver)));
    }

    private Driver generic(DriverContext context) {
        SshTargets targets = new SshTargets(new StoreLayout(context.storePath()), context.environment());
        return new GenericDriver(context, driver -> parts.ssh().open(targets.of(context.machineName(), driver)));
    }
}
