package io.jm.connection;

import io.jm.certs.CertificateFiles;
import io.jm.drivers.MachineExtras;
import io.jm.engine.EngineTls;
import io.jm.engine.EngineUrl;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;

/** How the engine of a machine is talked to: with TLS, or in plain text because the user said so. */
public final class EngineAccess {
    private final StoreLayout layout;
    private final MachineExtras extras;

    public EngineAccess(StoreLayout layout) {
        this.layout = layout;
        this.extras = new MachineExtras(layout);
    }

    /** Whether the user said that the engine speaks without TLS, whatever its address says. */
    boolean tlsOff(Machine machine) {
        return extras.tlsOff(machine.name());
    }

    /** The address in the form that says how to talk to it: without TLS, {@code tcp} becomes {@code http}. */
    public String address(Machine machine, String url) {
        return tlsOff(machine) ? EngineUrl.of(url).withoutTls().text() : url;
    }

    /** The files of the machine's client. */
    public EngineTls tls(Machine machine) {
        return CertificateFiles.of(layout, machine).client();
    }
}
