package io.jm.certs;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.certs.CertificateEntry.Kind;
import io.jm.driver.Driver;
import io.jm.drivers.MachineDrivers;
import io.jm.machine.CertPathFile;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.Share;
import io.jm.machine.StoreLayout;
import io.jm.tls.PemFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The certificates of a store and of its machines, read from their files without the network and without plugins. */
public final class CertificateList {
    private final StoreLayout layout;
    private final MachineDrivers drivers;
    private final Ticker ticker;
    private final Duration margin;

    /** Creates a list in which a certificate ends soon if it does so within 30 days. */
    public CertificateList(StoreLayout layout, MachineDrivers drivers, Ticker ticker) {
        this(layout, drivers, ticker, ExpiryWarning.MARGIN);
    }

    /**
     * Creates a list.
     *
     * @param margin how long before its end a certificate ends soon
     */
    public CertificateList(StoreLayout layout, MachineDrivers drivers, Ticker ticker, Duration margin) {
        this.layout = layout;
        this.drivers = drivers;
        this.ticker = ticker;
        this.margin = margin;
    }

    /** Returns the CA and the client certificate that machines share. */
    public List<CertificateEntry> ofStore() {
        return List.of(
                ca(null, layout.caCert(), layout.caKey()),
                client(null, layout.clientCert(), layout.clientKey(), layout.caCert()));
    }

    /**
     * Returns the certificates that only this machine uses: that of its engine, and a CA and a client certificate of its
     * own if it does not use the store's.
     *
     * @param address the machine's address; empty if unknown
     * @param served the certificate that the engine uses; null if it was not asked
     * @throws JmException if a recorded path is invalid
     */
    public List<CertificateEntry> ofMachine(Machine machine, String address, @Nullable X509Certificate served) {
        CertificateFiles files = CertificateFiles.of(layout, machine);
        List<CertificateEntry> entries = new ArrayList<>();
        if (!files.caCert().equals(layout.caCert())) {
            // its key is where it was made
            entries.add(ca(machine.name(), files.caCert(), null));
        }
        if (!files.clientCert().equals(layout.clientCert())) {
            entries.add(client(machine.name(), files.clientCert(), files.clientKey(), files.caCert()));
        }
        if (served != null) {
            entries.add(served(machine, files, address, served));
        } else if (Files.exists(files.serverCert()) || isProvisioned(machine)) {
            entries.add(server(machine, address));
        }
        entries.addAll(unusableCopies(machine));
        addShares(machine.name(), files.caCert(), entries);
        return entries;
    }

    /**
     * Returns the copies in the machine directory that docker cannot use: those that are missing, or do not fit each other.
     * None of a machine without a certificate of its engine, since {@code env} makes its copies.
     *
     * @throws JmException if a recorded path is invalid
     */
    public List<CertificateEntry> unusableCopies(Machine machine) {
        CertificateFiles files = CertificateFiles.of(layout, machine);
        Path directory = layout.machine(machine.name());
        Path caCert = directory.resolve(CertPathFile.CA_CERT.fileName());
        Path cert = directory.resolve(CertPathFile.CERT.fileName());
        List<CertificateEntry> entries = new ArrayList<>();
        if (!Files.exists(files.serverCert()) || isSame(cert, files.clientCert())) {
            return entries;
        }
        entries.add(ca(machine.name(), caCert, null));
        entries.add(client(machine.name(), cert, directory.resolve(CertPathFile.KEY.fileName()), caCert));
        boolean noCa = entries.get(0).state() == CertificateState.MISSING;
        entries.removeIf(entry -> !isUnusable(entry.state())
                // for want of the CA certificate
                || noCa && entry.state() == CertificateState.WRONG_AUTHORITY);
        return entries;
    }

    private static boolean isUnusable(CertificateState state) {
        return switch (state) {
            case MISSING, UNREADABLE, NO_KEY, WRONG_AUTHORITY -> true;
            default -> false;
        };
    }

    private static boolean isSame(Path copy, Path source) {
        try {
            return copy.equals(source) || Files.isSameFile(copy, source);
        } catch (IOException e) {
            // one of them does not exist
            return false;
        }
    }

    /**
     * Whether the client's files are complete, and of the CA that has signed the certificate of the machine's engine.
     *
     * @throws JmException if a recorded path is invalid
     */
    public boolean canCopyClient(Machine machine) {
        CertificateFiles files = CertificateFiles.of(layout, machine);
        CertificateState client = client(machine.name(), files.clientCert(), files.clientKey(), files.caCert())
                .state();
        return !isUnusable(client) && ServerCertificateCheck.isSignedBy(files.serverCert(), files.caCert());
    }

    private void addShares(String machine, Path caCert, List<CertificateEntry> entries) {
        Path recorded = layout.extras(machine);
        CertificateCheck check = new CertificateCheck(null, caCert, List.of(), margin);
        for (Share share : new ExtrasFile(recorded).shares()) {
            X509Certificate certificate = certificateOf(share);
            CertificateState state =
                    certificate == null ? CertificateState.UNREADABLE : check.of(certificate, ticker.now());
            entries.add(new CertificateEntry(machine, Kind.SHARE, recorded, certificate, state, false));
        }
    }

    private static @Nullable X509Certificate certificateOf(Share share) {
        try {
            return PemFile.certificatesIn(share.certificate()).get(0);
        } catch (JmException e) {
            // its state is the reason
            return null;
        }
    }

    /**
     * Returns the certificate that a machine's engine should have.
     *
     * @param address the machine's address; empty if unknown
     * @throws JmException if a recorded path is invalid
     */
    public CertificateEntry server(Machine machine, String address) {
        CertificateFiles files = CertificateFiles.of(layout, machine);
        return entry(
                machine.name(), Kind.SERVER, files.serverCert(), server(machine, files, files.serverKey(), address));
    }

    private CertificateEntry served(Machine machine, CertificateFiles files, String address, X509Certificate served) {
        boolean recorded = served.equals(certificate(files.serverCert()));
        // only the engine has the key of another certificate
        Path key = recorded ? files.serverKey() : null;
        CertificateState state = server(machine, files, key, address).of(served, ticker.now());
        if (state == CertificateState.OK && !recorded && Files.exists(files.serverCert())) {
            state = CertificateState.NOT_RECORDED;
        }
        return new CertificateEntry(
                machine.name(), Kind.SERVER, recorded ? files.serverCert() : null, served, state, true);
    }

    private CertificateCheck server(Machine machine, CertificateFiles files, @Nullable Path key, String address) {
        List<String> hosts = new ArrayList<>(machine.auth().serverCertSans());
        if (!address.isEmpty()) {
            hosts.add(address);
        }
        return new CertificateCheck(key, files.caCert(), hosts, margin);
    }

    private CertificateEntry ca(@Nullable String machine, Path file, @Nullable Path key) {
        // it is signed with its own key, or it is an intermediate one: nothing to check
        return entry(machine, Kind.CA, file, new CertificateCheck(key, null, List.of(), margin));
    }

    private CertificateEntry client(@Nullable String machine, Path file, Path key, Path caCert) {
        return entry(machine, Kind.CLIENT, file, new CertificateCheck(key, caCert, List.of(), margin));
    }

    private CertificateEntry entry(@Nullable String machine, Kind kind, Path file, CertificateCheck check) {
        CertificateCheck.Result found = check.of(file, ticker.now());
        return new CertificateEntry(machine, kind, file, found.certificate(), found.state(), false);
    }

    private static @Nullable X509Certificate certificate(Path file) {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return PemFile.certificates(file).get(0);
        } catch (JmException e) {
            // its state is the reason
            return null;
        }
    }

    /** Whether jm sets up the engine; assumed of drivers in other processes, as all of docker-machine's do. */
    private boolean isProvisioned(Machine machine) {
        if (new ExtrasFile(layout.extras(machine.name())).isAdopted()) {
            return false;
        }
        if (drivers.startsProcess(machine)) {
            return true;
        }
        try (Driver driver = drivers.open(machine)) {
            return driver.capabilities().provisioned();
        }
    }
}
