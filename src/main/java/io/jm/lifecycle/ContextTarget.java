package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.certs.CertificateFiles;
import io.jm.dockercli.ContextKind;
import io.jm.dockercli.ContextTls;
import io.jm.driver.Driver;
import io.jm.engine.EngineTls;
import io.jm.engine.EngineUrl;
import io.jm.machine.CertPathFile;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the docker context of a machine leads.
 *
 * @param host the engine's address as docker takes it
 * @param kind how docker reaches it, see {@link ContextKind}
 * @param tls null without TLS
 */
record ContextTarget(String host, String kind, @Nullable ContextTls tls) {
    /**
     * Asks the machine's driver for the address of its engine.
     *
     * @throws JmException if it has none, or if its certificates cannot be read
     */
    static ContextTarget of(StoreLayout layout, Machine machine, Driver driver) {
        String url = driver.url();
        if (url.isEmpty()) {
            throw new JmException("the driver of the machine \"" + machine.name() + "\" returned no URL");
        }
        EngineUrl address = EngineUrl.of(url);
        String host = address.dockerHost();
        if (address.usesTls() && !driver.tlsDisabled()) {
            return new ContextTarget(host, ContextKind.TLS, tls(layout, machine));
        }
        return switch (address.parts().scheme()) {
            case "ssh" -> new ContextTarget(host, ContextKind.SSH, null);
            case "unix", "npipe", "fd" -> new ContextTarget(host, ContextKind.UNIX, null);
            default -> new ContextTarget(host, ContextKind.TCP, null);
        };
    }

    /**
     * The engine over the user's ssh program, which finds address, key and host key under the alias. Nothing else may be in
     * the address: docker 20.10 refuses a path.
     */
    static ContextTarget overSsh(String alias) {
        return new ContextTarget("ssh://" + alias, ContextKind.SSH, null);
    }

    /** The same engine as a manager of a swarm. */
    ContextTarget ofSwarm() {
        return new ContextTarget(host, ContextKind.SWARM, tls);
    }

    /** Reads the copies in the machine directory, which {@code env} names too; if they are not there, their sources. */
    private static ContextTls tls(StoreLayout layout, Machine machine) {
        Path directory = layout.machine(machine.name());
        EngineTls copies = new EngineTls(
                directory.resolve(CertPathFile.CA_CERT.fileName()),
                directory.resolve(CertPathFile.CERT.fileName()),
                directory.resolve(CertPathFile.KEY.fileName()));
        boolean complete =
                Files.exists(copies.caCert()) && Files.exists(copies.clientCert()) && Files.exists(copies.clientKey());
        EngineTls files =
                complete ? copies : CertificateFiles.of(layout, machine).client();
        return new ContextTls(read(files.caCert()), read(files.clientCert()), read(files.clientKey()));
    }

    private static byte[] read(Path file) {
        try {
            return BoundedReader.file(file, Limits.SMALL_FILE);
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), e);
        }
    }
}
