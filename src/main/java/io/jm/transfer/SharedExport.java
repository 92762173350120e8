package io.jm.transfer;

import io.jm.archive.ExportArchive;
import io.jm.archive.MachineFiles;
import io.jm.archive.Manifest;
import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.certs.CertificateFiles;
import io.jm.driver.Driver;
import io.jm.drivers.MachineDrivers;
import io.jm.engine.EngineUrl;
import io.jm.go.json.GoJsonWriter;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.Share;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.store.MachineDocument;
import io.jm.store.MachineLock;
import io.jm.store.MachineStore;
import io.jm.tls.CertificateIssuer;
import io.jm.tls.IssuedClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a person access to the engines of machines: a client certificate of their own and the engines' addresses, and
 * neither SSH keys nor the driver's data.
 */
public final class SharedExport {
    private final MachineStore store;
    private final MachineDrivers drivers;
    private final CertificateIssuer issuer;
    private final Origin origin;
    private final Person person;
    private final Duration lifetime;

    /**
     * Prepares an export.
     *
     * @param lifetime how long the client certificate is valid; not longer than the CA's, however long this is
     */
    public SharedExport(
            MachineStore store,
            MachineDrivers drivers,
            CertificateIssuer issuer,
            Origin origin,
            Person person,
            Duration lifetime) {
        this.store = store;
        this.drivers = drivers;
        this.issuer = issuer;
        this.origin = origin;
        this.person = person;
        this.lifetime = lifetime;
    }

    /**
     * An export.
     *
     * @param end when the first of its certificates ends
     */
    public record Result(ExportArchive archive, Instant end) {}

    /**
     * Issues the certificates and records them in the machines, each under its lock.
     *
     * @throws JmException if a machine cannot be read, has no engine with TLS, or if the key of its CA is not here
     */
    public Result of(List<String> names) {
        Map<String, MachineFiles> machines = new LinkedHashMap<>();
        List<Manifest.Entry> entries = new ArrayList<>();
        Instant end = Instant.MAX;
        for (String name : names) {
            try (MachineLock held = store.lock(name)) {
                Machine machine = store.load(name);
                Machine recorded = record(machine);
                CertificateFiles certificates = CertificateFiles.of(store.layout(), machine);
                IssuedClient client = issue(certificates);
                machines.put(name, files(recorded, certificates, client));
                // before the file of the export is written
                new ExtrasFile(store.layout().extras(name)).addShare(share(client));
                end = client.end().isBefore(end) ? client.end() : end;
                entries.add(new Manifest.Entry(name, recorded.driverName(), person.name(), List.of()));
            } catch (JmException e) {
                throw e.within("Error sharing \"" + name + "\"");
            }
        }
        return new Result(new ExportArchive(origin.manifest(store.layout(), entries), machines), end);
    }

    /** Returns the machine as the other person gets it: a record of the engine's address. */
    private Machine record(Machine machine) {
        String url = url(machine);
        try (Driver record = drivers.openRecord(machine.name(), url)) {
            return new MachineDocument(store.layout(), machine.name(), new MachineDocument.Certificates("", "", "", ""))
                    .serverNames(List.of())
                    .machine(machine.name(), record.driverName())
                    .withDriver(record.config());
        }
    }

    private String url(Machine machine) {
        try (Driver driver = drivers.open(machine)) {
            String url = driver.url();
            if (url.isEmpty()) {
                throw new JmException("it has no address now: start it first");
            }
            if (driver.tlsDisabled() || !EngineUrl.of(url).usesTls()) {
                throw new JmException("its engine is not reached with TLS, so that it knows no client certificates");
            }
            return url;
        }
    }

    private IssuedClient issue(CertificateFiles certificates) {
        if (!Files.exists(certificates.caKey())) {
            throw new JmException(
                    "the key of its CA is not at " + certificates.caKey() + ": it can be shared only where that key is",
                    ErrorCode.CERTIFICATE,
                    null);
        }
        return issuer.issueClient(certificates.caCert(), certificates.caKey(), person.name(), lifetime);
    }

    private Share share(IssuedClient client) {
        return new Share(person.name(), new String(client.certificate(), StandardCharsets.US_ASCII));
    }

    private static MachineFiles files(Machine recorded, CertificateFiles certificates, IssuedClient client) {
        MachineFiles files = new MachineFiles();
        files.put(
                MachineFiles.CONFIG, GoJsonWriter.indented(recorded.document()).getBytes(StandardCharsets.UTF_8));
        files.put(MachineFiles.CA_CERT, read(certificates.caCert()));
        files.put(MachineFiles.CLIENT_CERT, client.certificate());
        files.put(MachineFiles.CLIENT_KEY, client.key());
        return files;
    }

    private static byte[] read(Path file) {
        try {
            return BoundedReader.file(file, Limits.EXPORTED_FILE);
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), ErrorCode.CERTIFICATE, e);
        }
    }
}
