package io.jm.drivers;

import io.jm.base.JmException;
import io.jm.driver.DriverName;
import io.jm.driver.DriverOptions;
import io.jm.drivers.qemu.QemuInstall;
import io.jm.os.Environment;
import io.jm.os.Programs;
import io.jm.os.Setting;
import io.jm.plugin.DriverPrograms;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The driver of {@code create} if none is named. */
public final class DefaultDriver {
    private static final DriverName VIRTUALBOX = DriverName.of("virtualbox");
    /** The program that this driver of docker-machine calls. */
    private static final String VIRTUALBOX_PROGRAM = "VBoxManage";

    private static final String OWN = "qemu";

    private final Environment environment;
    private final Supplier<DriverCatalog> catalog;

    /**
     * Prepares the choice.
     *
     * @param catalog the drivers that can be named; asked for an error message only
     */
    public DefaultDriver(Environment environment, Supplier<DriverCatalog> catalog) {
        this.environment = environment;
        this.catalog = catalog;
    }

    /** Returns the driver that {@link Setting#DRIVER} names; else the one of this computer's hypervisor. */
    public String name() {
        String named = environment.get(Setting.DRIVER);
        if (!named.isEmpty()) {
            return named;
        }
        return hasVirtualBox() ? VIRTUALBOX.text() : OWN;
    }

    /** Returns a sentence that names the driver to use in place of one that is not installed; empty if there is none. */
    static String inPlaceOf(String missing) {
        return missing.equals(VIRTUALBOX.text())
                ? "Without VirtualBox, jm's own driver makes virtual machines with QEMU: --driver " + OWN + "."
                : "";
    }

    /** Whether both the hypervisor and a program that serves its driver are installed. */
    private boolean hasVirtualBox() {
        return Programs.find(environment, VIRTUALBOX_PROGRAM) != null
                && new DriverPrograms(environment).serves(VIRTUALBOX);
    }

    /**
     * Returns the {@link #name}, unless {@link Setting#DRIVER} does not name it and its hypervisor is not installed.
     *
     * @param options those of {@code create}, with which the user may have named a program
     * @throws JmException with the command that installs it, and the names of other drivers
     */
    public String installed(DriverOptions options) {
        String name = name();
        if (!name.equals(OWN)
                || !environment.get(Setting.DRIVER).isEmpty()
                || QemuInstall.isInstalled(environment, options)) {
            return name;
        }
        List<String> others = new ArrayList<>();
        for (DriverCatalog.Entry entry : catalog.get().entries()) {
            if (!entry.name().equals(OWN)) {
                others.add(entry.name());
            }
        }
        throw new JmException(QemuInstall.program() + " was not found. " + QemuInstall.hint(environment)
                + ", or name another driver with --driver: " + String.join(", ", others));
    }
}
