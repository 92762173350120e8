package io.jm.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.certs.ExpiryWarning;
import io.jm.connection.ConnectionCheck;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.drivers.generic.GenericDriver;
import io.jm.go.json.JsonReader;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.ssh.SshException;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshReply;
import io.jm.store.FileStore;
import io.jm.store.MachineDocument;
import io.jm.testkit.FakeMachines;
import io.jm.testkit.RecordingConsole;
import io.jm.testkit.SetTicker;
import io.jm.testkit.SilentConsole;
import io.jm.tls.X509Issuer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded creates that docker-machine could not finish, played again: the same lines, and the same first reason. */
class RecordedFailuresTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration THREE_MINUTES = Duration.ofMinutes(3);

    private final RecordingConsole lines = new RecordingConsole();
    private final SetTicker clock = new SetTicker(START);

    @TempDir
    Path folder;

    private Path key = Path.of("");
    private String program = "jm";

    @BeforeEach
    void keyOfTheUser() throws IOException {
        key = Files.writeString(folder.resolve("userkey"), "key");
        Files.writeString(folder.resolve("userkey.pub"), "public");
    }

    @Test
    void aClosedPortIsWaitedForAndThenNamedAsTheState() throws IOException {
        int closed;
        try (ServerSocket free = listening()) {
            closed = free.getLocalPort();
        }
        JsonNode recorded = recorded("slow-closed-port");
        String told = create("b1", closed, command -> {
            throw new IllegalStateException("nobody logs in to a closed port");
        });
        assertTold(recorded, told);
        assertLines(recorded);
        assertTrue(waited().compareTo(THREE_MINUTES) <= 0 && waited().compareTo(Duration.ofSeconds(175)) > 0);
    }

    @Test
    void aRefusedKeyIsTriedForThreeMinutesAsDockerMachineAndHalfAMinuteAsJm() throws IOException {
        program = "docker-machine";
        JsonNode recorded = recorded("slow-bad-key");
        String told = createWhereSshIs("b2", command -> {
            throw new SshException("authentication failed", SshException.Kind.AUTHENTICATION, null);
        });
        assertTold(recorded, told);
        assertTrue(told.contains("\nlast cause: authentication failed\n"), told);
        assertLines(recorded);
        assertTrue(waited().compareTo(Duration.ofSeconds(175)) > 0);
        program = "jm";
        Duration before = waited();
        told = createWhereSshIs("b4", command -> {
            throw new SshException("authentication failed", SshException.Kind.AUTHENTICATION, null);
        });
        assertTold(recorded, told);
        assertTrue(told.contains("\nlast cause: authentication failed\nThe host refuses this login."), told);
        assertTrue(waited().minus(before).compareTo(Duration.ofSeconds(40)) < 0);
    }

    @Test
    void whatCannotHealEndsTheWaitAtOnceInTheSameWords() throws IOException {
        String told = createWhereSshIs("b2", command -> {
            throw new SshException("the host's key has changed", SshException.Kind.HOST_KEY, null);
        });
        assertTold(recorded("slow-bad-key"), told);
        assertTrue(told.contains("\nlast cause: the host's key has changed\n"), told);
        assertEquals(Duration.ZERO, waited());
    }

    /** A row of docs/compatibility.md: docker-machine's second client takes a refused login for an odd system. */
    @Test
    void theOtherSshClientFailsNoOtherWay() throws IOException {
        JsonNode recorded = recorded("slow-bad-key-native");
        String told = createWhereSshIs("b3", command -> {
            throw new SshException("Permission denied (publickey).", SshException.Kind.AUTHENTICATION, null);
        });
        assertTold(recorded("slow-bad-key"), told);
        assertEquals(ours(recorded).replace("Detecting the provisioner...\n", ""), lines.out());
        assertTrue(waited().compareTo(THREE_MINUTES) <= 0);
    }

    @Test
    void aHostWithoutOsReleaseIsToldInDockerMachineFourLines() throws IOException {
        JsonNode recorded = recorded("no-os-release");
        String told = createWhereSshIs(
                "box",
                command -> command.equals("exit 0")
                        ? new SshReply(0, "")
                        : new SshReply(1, "cat: /etc/os-release: No such file or directory\n"));
        String stderr = recorded.path("stderr").asText();
        assertTrue(told.startsWith(stderr.substring(0, stderr.length() - 1)), told);
        assertLines(recorded);
    }

    private Duration waited() {
        return Duration.between(START, clock.now());
    }

    private static void assertTold(JsonNode recorded, String told) {
        assertTrue(told.startsWith(recorded.path("stderr").asText()), told);
    }

    private void assertLines(JsonNode recorded) {
        assertEquals(ours(recorded), lines.out());
    }

    /** The recorded lines without those about the store's own certificates. */
    private static String ours(JsonNode recorded) {
        String told = recorded.path("stdout").asText();
        return told.substring(told.indexOf("Running pre-create checks..."));
    }

    private String createWhereSshIs(String name, Function<String, SshReply> answers) throws IOException {
        try (ServerSocket sshd = listening()) {
            return create(name, sshd.getLocalPort(), answers);
        }
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    }

    private String create(String name, int port, Function<String, SshReply> answers) {
        StoreLayout layout = new StoreLayout(folder.resolve("store"));
        Environment environment = new Environment(Map.of(), folder, program, false);
        GenericDriver driver =
                new GenericDriver(new DriverContext(name, layout.root(), lines.console(), environment, clock), any -> {
                    throw new IllegalStateException("nothing restarts");
                });
        driver.configure(new DriverOptions(Map.of(
                "generic-ip-address",
                "127.0.0.1",
                "generic-ssh-port",
                (long) port,
                "generic-ssh-key",
                key.toString(),
                "generic-ssh-user",
                "root",
                "generic-engine-port",
                2376L)));
        Machine machine = new MachineDocument(layout, name, new MachineDocument.Certificates("", "", "", ""))
                .machine(name, "generic")
                .withDriver(driver.config());
        MachineProvisioning provisioning = new MachineProvisioning(
                layout, target -> new Answers(answers), new X509Issuer(clock), lines.console(), environment, clock);
        Creation creation = new Creation(
                new FileStore(layout, "docker-machine", SilentConsole.INSTANCE),
                provisioning,
                new ConnectionCheck(
                        layout,
                        new FakeMachines(folder).engine,
                        environment,
                        new ExpiryWarning(lines.console(), environment, clock)),
                () -> {},
                lines.console(),
                environment,
                clock,
                true);
        return assertThrows(JmException.class, () -> creation.create(machine, driver, Creation.Wishes.NONE))
                .getMessage();
    }

    private static JsonNode recorded(String name) throws IOException {
        try (InputStream file = RecordedFailuresTest.class.getResourceAsStream("/provision/" + name + ".json")) {
            return JsonReader.read(Objects.requireNonNull(file).readAllBytes());
        }
    }

    /** A login whose commands are answered by a function. */
    private record Answers(Function<String, SshReply> answers) implements SshExecutor {
        @Override
        public SshReply run(String command) {
            return answers.apply(command);
        }

        @Override
        public SshReply runOnTerminal(String command) {
            return run(command);
        }

        @Override
        public void close() {}
    }
}
