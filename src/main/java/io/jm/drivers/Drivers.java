package io.jm.drivers;

import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverFactory;
import io.jm.driver.DriverName;
import io.jm.drivers.amazonec2.AmazonEc2Driver;
import io.jm.drivers.digitalocean.DigitalOceanDriver;
import io.jm.drivers.generic.GenericDriver;
import io.jm.drivers.none.NoneDriver;
import io.jm.drivers.openstack.OpenStackDriver;
import io.jm.drivers.qemu.QemuDriver;
import io.jm.drivers.qemu.QemuPlugin;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Platform;
import io.jm.ssh.SshExecutor;
import java.util.List;

/** Every driver: those inside jm, and behind them those in programs of their own. */
public final class Drivers implements DriverFactory {
    /** The names of those inside jm. */
    public static final List<String> BUILT_IN =
            List.of("amazonec2", "digitalocean", "generic", "none", "openstack", "qemu");

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
            case "generic" -> new GenericDriver(context, driver -> login(context, driver));
            case "qemu" -> new QemuDriver(context, Platform.current(), driver -> login(context, driver));
            case "amazonec2" -> new AmazonEc2Driver(context, parts.cloud(), driver -> login(context, driver));
            case "digitalocean" -> new DigitalOceanDriver(context, parts.cloud());
            case "openstack" -> new OpenStackDriver(context, parts.cloud());
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

    private SshExecutor login(DriverContext context, Driver driver) {
        SshTargets targets = new SshTargets(new StoreLayout(context.storePath()), context.environment());
        return parts.ssh().open(targets.of(context.machineName(), driver));
    }
}
