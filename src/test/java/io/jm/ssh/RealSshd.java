package io.jm.ssh;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Starts an OpenSSH server on a loopback port for the current user; tests are skipped if sshd is not installed. */
public final class RealSshd implements AutoCloseable {
    private final Path directory;
    private final int port;
    private final String subsystems;
    private @Nullable Process process;

    private RealSshd(Path directory, int port, String subsystems) {
        this.directory = directory;
        this.port = port;
        this.subsystems = subsystems;
    }

    public static RealSshd start(Path directory) throws IOException, InterruptedException {
        return start(directory, "Subsystem sftp internal-sftp");
    }

    /** Starts a server with the given configuration lines for its subsystems. */
    public static RealSshd start(Path directory, String subsystems) throws IOException, InterruptedException {
        Path sshd = Path.of("/usr/sbin/sshd");
        assumeTrue(Files.isExecutable(sshd), "no OpenSSH server here (/usr/sbin/sshd)");
        if ("root".equals(System.getProperty("user.name"))) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        try (ServerSocket free = new ServerSocket(0)) {
            RealSshd server = new RealSshd(directory, free.getLocalPort(), subsystems);
            free.close();
            server.key("host_ed25519", "ed25519");
            server.key("user", "ed25519");
            Files.copy(directory.resolve("user.pub"), directory.resolve("authorized"));
            server.launch();
            return server;
        }
    }

    /** Generates a key pair with ssh-keygen and returns the private key file. */
    Path key(String name, String type, String... more) throws IOException, InterruptedException {
        Path file = directory.resolve(name);
        List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q", "-t", type, "-f", file.toString()));
        command.addAll(List.of(more));
        if (!command.contains("-N")) {
            command.addAll(List.of("-N", ""));
        }
        run(command);
        return file;
    }

    void authorize(Path publicKey) throws IOException {
        Files.writeString(
                directory.resolve("authorized"),
                Files.readString(directory.resolve("authorized")) + Files.readString(publicKey));
    }

    void launch() throws IOException, InterruptedException {
        Path config = directory.resolve("sshd_config");
        Files.writeString(
                config,
                "Port " + port + "\nListenAddress 127.0.0.1\nHostKey " + directory.resolve("host_ed25519")
                        + "\nAuthorizedKeysFile " + directory.resolve("authorized")
                        + "\nPidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no"
                        + "\nKbdInteractiveAuthentication no\nPermitRootLogin yes\nMaxStartups 100"
                        + "\n" + subsystems + "\n");
        process = new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        if (!await(true)) {
            throw new IOException("sshd did not start: " + Files.readString(directory.resolve("log")));
        }
    }

    /** Waits until a connection succeeds, or is refused; returns whether that happened in time. */
    private boolean await(boolean listening) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            if (isListening() == listening) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return false;
    }

    private boolean isListening() {
        try (Socket probe = new Socket("127.0.0.1", port)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process made = new ProcessBuilder(command).inheritIO().start();
        if (made.waitFor() != 0) {
            throw new IOException("failed: " + command);
        }
    }

    /** Returns whether a client is connected. */
    boolean isServing() {
        Process running = process;
        return running != null && running.descendants().findAny().isPresent();
    }

    int port() {
        return port;
    }

    Path directory() {
        return directory;
    }

    public Path userKey() {
        return directory.resolve("user");
    }

    public SshTarget target(Path key, HostKeyPolicy policy) {
        return new SshTarget(
                "box",
                "127.0.0.1",
                port,
                System.getProperty("user.name"),
                List.of(key),
                policy,
                directory.resolve("known_hosts"));
    }

    public static void mode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Override
    public void close() throws InterruptedException {
        Process running = process;
        if (running == null) {
            return;
        }
        running.descendants().forEach(ProcessHandle::destroy);
        running.destroy();
        running.waitFor(5, TimeUnit.SECONDS);
        // a child that it has just made listens for another moment
        await(false);
    }
}
