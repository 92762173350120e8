package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.certs.CertificateEntry;
import io.jm.certs.CertificateList;
import io.jm.certs.CertificateState;
import io.jm.console.Console;
import io.jm.driver.Driver;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds out which engines need new certificates, and renews them. */
public final class CertificateRenewal {
    private final Machines machines;
    private final Provisioning provisioning;
    private final CertificateList certificates;
    private final StoreLayout layout;
    private final Console console;

    public CertificateRenewal(
            Machines machines,
            Provisioning provisioning,
            CertificateList certificates,
            StoreLayout layout,
            Console console) {
        this.layout = layout;
        this.machines = machines;
        this.provisioning = provisioning;
        this.certificates = certificates;
        this.console = console;
    }

    /**
     * The certificate of one machine's engine.
     *
     * @param entry null if jm does not manage the certificate, or if it is not known because of {@code failure}
     * @param failure the reason; null if there is none
     */
    public record Need(
            Machine machine,
            @Nullable CertificateEntry entry,
            @Nullable String failure) {
        /** Whether the certificate is managed elsewhere. */
        public boolean isManagedElsewhere() {
            return entry == null && failure == null;
        }

        /** Whether a new certificate is needed, or may be. */
        public boolean isDue() {
            return entry == null ? failure != null : entry.state() != CertificateState.OK;
        }
    }

    /** Looks at several machines at the same time; asks their drivers for the addresses, but no engine. */
    public List<Need> needs(List<Machine> all) {
        ConcurrentHashMap<String, Need> found = new ConcurrentHashMap<>();
        FanOut.run(all, machine -> found.put(machine.name(), need(machine)));
        List<Need> needs = new ArrayList<>();
        for (Machine machine : all) {
            Need need = found.get(machine.name());
            if (need != null) {
                needs.add(need);
            }
        }
        return needs;
    }

    private Need need(Machine machine) {
        try (Driver driver = machines.open(machine)) {
            if (!driver.capabilities().ssh() || isAdopted(machine)) {
                return new Need(machine, null, null);
            }
            return new Need(machine, certificates.server(machine, address(driver)), null);
        } catch (JmException e) {
            return new Need(machine, null, e.getMessage());
        }
    }

    private boolean isAdopted(Machine machine) {
        return new ExtrasFile(layout.extras(machine.name())).isAdopted();
    }

    /** A machine that is stopped may have no address, and then no certificate lacks it. */
    private static String address(Driver driver) {
        try {
            return driver.ip();
        } catch (JmException e) {
            return "";
        }
    }

    /**
     * Issues new certificates for the engines of these machines and restarts the engines, several at the same time.
     *
     * @param noteUnmanaged whether a machine whose certificate is managed elsewhere is only a note, and not an error
     * @throws JmException with one line for each machine that failed
     */
    public void renew(List<Machine> all, boolean noteUnmanaged) {
        machines.editEach(all, (machine, driver) -> {
            if (noteUnmanaged && !driver.capabilities().ssh()) {
                console.error("The engine of the machine \"" + machine.name()
                        + "\" keeps its certificate: the machine is only recorded (driver " + driver.driverName()
                        + ")");
                return;
            }
            if (noteUnmanaged && isAdopted(machine)) {
                console.error("The engine of the machine \"" + machine.name()
                        + "\" keeps its certificate: it was adopted and stays as it is");
                return;
            }
            provisioning.renewCertificates(machine, driver);
        });
    }
}
