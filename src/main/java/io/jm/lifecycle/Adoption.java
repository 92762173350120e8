package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.certs.CertificateFiles;
import io.jm.certs.ClientCopies;
import io.jm.connection.ConnectionCheck;
import io.jm.console.Console;
import io.jm.driver.Driver;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;

/** Takes over an engine that works with TLS already, and changes nothing on its host. */
public final class Adoption {
    private final Provisioning provisioning;
    private final ConnectionCheck connections;
    private final StoreLayout layout;
    private final Console console;

    Adoption(Provisioning provisioning, ConnectionCheck connections, StoreLayout layout, Console console) {
        this.provisioning = provisioning;
        this.connections = connections;
        this.layout = layout;
        this.console = console;
    }

    /**
     * Logs in, finds the engine, and contacts it with the client's certificate.
     *
     * @throws JmException if there is no engine, or it cannot be used so
     */
    void run(Machine machine, Driver driver) {
        String version = provisioning.onHost(
                machine, driver, known -> known.host().facts().engineVersion());
        if (version.isEmpty()) {
            throw new JmException("the host has no Docker engine to adopt; without --adopt, create installs one");
        }
        console.info("Found Docker " + version + " on the host, which stays as it is");
        console.info("Checking connection to Docker...");
        new ClientCopies(CertificateFiles.of(layout, machine).client(), layout.machine(machine.name())).provide();
        try {
            connections.to(machine, driver, false, ConnectionCheck.Mode.ALWAYS);
        } catch (JmException e) {
            throw new JmException(
                    "the engine cannot be adopted, since it does not answer with TLS and these certificates: "
                            + e.getMessage().lines().findFirst().orElse("")
                            + "\nRemove the machine, and create it with the engine's --tls-ca-cert, --tls-client-cert and"
                            + " --tls-client-key before \"create\"; an engine without TLS is recorded by: create --driver none"
                            + " --url ssh://USER@HOST",
                    e);
        }
        console.info("Docker is up and running!");
    }

    /**
     * Refuses to change an engine that was adopted.
     *
     * @throws JmException if it was
     */
    public static void refuse(StoreLayout layout, Machine machine, Environment environment) {
        if (new ExtrasFile(layout.extras(machine.name())).isAdopted()) {
            throw new JmException("The engine of \"" + machine.name() + "\" was adopted and stays as it is; \""
                    + environment.program() + " provision --force " + machine.name()
                    + "\" configures it as if jm had made it");
        }
    }
}
