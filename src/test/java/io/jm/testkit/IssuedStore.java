package io.jm.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.AtomicFile;
import io.jm.os.Environment;
import io.jm.store.FileStore;
import io.jm.store.MachineDocument;
import io.jm.tls.X509Issuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A store on disk with certificates that end when a test says so; commands run with the real clock. */
public final class IssuedStore {
    /** How long a certificate is valid, of which five minutes are in the past at its beginning. */
    private static final Duration LIFETIME = Duration.ofDays(1080).minusMinutes(5);

    /** A certificate with so many days left is ok. */
    public static final int LONG = 1079;

    public final FileStore files;
    public final StoreLayout layout;
    /** The environment of {@link #jm}; may be changed. */
    public final Map<String, String> variables = new TreeMap<>();

    private final Path directory;

    /** Creates an empty store, with a home directory next to it. */
    public IssuedStore(Path directory) throws IOException {
        this.directory = directory;
        this.layout = new StoreLayout(directory.resolve("store"));
        this.files = new FileStore(layout, "jm", SilentConsole.INSTANCE);
        AtomicFile.createPrivateDirectories(layout.certs());
        AtomicFile.createPrivateDirectories(layout.machines());
        AtomicFile.createPrivateDirectories(directory.resolve("home"));
        variables.put("HOME", directory.resolve("home").toString());
        variables.put("MACHINE_STORAGE_PATH", layout.root().toString());
        variables.put("PATH", "/nowhere");
        variables.put("USER", "me");
    }

    /** Returns the program in this store. */
    public Jm jm() {
        return new Jm(environment());
    }

    public Environment environment() {
        return new Environment(variables, directory, "jm", false);
    }

    /** Returns an issuer whose certificates have so many days and an hour left. */
    private static X509Issuer issuer(int daysLeft) {
        return new X509Issuer(new SetTicker(Instant.now()
                .plus(Duration.ofDays(daysLeft))
                .plus(Duration.ofHours(1))
                .minus(LIFETIME)));
    }

    /** Makes the CA, which replaces a former one. */
    public IssuedStore ca(int daysLeft) throws IOException {
        Files.deleteIfExists(layout.caKey());
        issuer(daysLeft).issueCa(layout.caCert(), layout.caKey(), "me");
        return this;
    }

    /** Gives the CA another end. */
    public IssuedStore caEndsIn(int daysLeft) {
        issuer(daysLeft).renewCa(layout.caCert(), layout.caKey());
        return this;
    }

    /** Issues the client certificate. */
    public IssuedStore client(int daysLeft) {
        issuer(daysLeft)
                .issueClient(
                        layout.clientCert(), layout.clientKey(), layout.caCert(), layout.caKey(), "me.<bootstrap>");
        return this;
    }

    /** Records a machine with an address and the ports of its engine and SSH server. */
    public Machine machine(String name, String driver, String address, int enginePort, int sshPort) {
        Machine machine = new MachineDocument(layout, name, new MachineDocument.Certificates("", "", "", ""))
                .serverNames(List.of())
                .machine(name, driver);
        ObjectNode data = machine.driver().deepCopy();
        data.put("IPAddress", address)
                .put("MachineName", name)
                .put("SSHUser", "root")
                .put("SSHPort", sshPort)
                .put("SSHKeyPath", "")
                .put("StorePath", layout.root().toString())
                .put("EnginePort", enginePort);
        if (driver.equals("none")) {
            data.put("URL", "tcp://" + address + ":" + enginePort);
        }
        files.save(machine.withDriver(data));
        return files.load(name);
    }

    /** Issues the certificate of a machine's engine, and copies the client's files into the machine directory. */
    public IssuedStore server(String name, int daysLeft, String... hosts) throws IOException {
        issuer(daysLeft)
                .issueServer(
                        layout.serverCert(name),
                        layout.serverKey(name),
                        layout.caCert(),
                        layout.caKey(),
                        "me." + name,
                        List.of(hosts));
        return copies(name);
    }

    /** Copies the client's files into a machine directory. */
    public IssuedStore copies(String name) throws IOException {
        for (Path file : List.of(layout.caCert(), layout.clientCert(), layout.clientKey())) {
            if (Files.exists(file)) {
                AtomicFile.write(
                        layout.machine(name).resolve(file.getFileName()),
                        Files.readAllBytes(file),
                        AtomicFile.mode(file));
            }
        }
        return this;
    }

    /** Listens on a free port of this computer with the certificate of a machine's engine, and asks clients for none. */
    public ServerSocket engine(String name) throws IOException, GeneralSecurityException {
        return ServerTls.of(layout.serverCert(name), layout.serverKey(name))
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    }

    /** Writes a program of the PATH, which has only such programs then. */
    public void program(String name, String script) throws IOException {
        Path file = Files.createDirectories(directory.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        variables.put("PATH", directory.resolve("bin").toString());
    }

    /** Creates a store with a machine {@code box} of the driver generic at 192.0.2.7, and nothing wrong with it. */
    public static IssuedStore healthy(Path directory) throws IOException {
        IssuedStore store = new IssuedStore(directory);
        store.ca(LONG).client(LONG);
        store.machine("box", "generic", "192.0.2.7", 2376, 22);
        return store.server("box", LONG, "192.0.2.7", "localhost");
    }
}
