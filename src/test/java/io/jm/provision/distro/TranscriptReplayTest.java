package io.jm.provision.distro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.go.json.JsonReader;
import io.jm.machine.EngineOptions;
import io.jm.provision.Distribution;
import io.jm.provision.HostSetup;
import io.jm.provision.SetupOptions;
import io.jm.provision.engine.MachineCertificates;
import io.jm.provision.host.Host;
import io.jm.provision.host.HostFacts;
import io.jm.provision.host.OsRelease;
import io.jm.ssh.SshReply;
import io.jm.testkit.RecordingConsole;
import io.jm.testkit.ScriptedHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Replays each recorded create of docker-machine: the host must get the same files, or files with the same effect. */
class TranscriptReplayTest {
    private static final String CERTIFICATE = "{PEM CERTIFICATE}\n";
    private static final String KEY = "{PEM RSA PRIVATE KEY}\n";
    /** Intended differences; each is a row in docs/compatibility.md. */
    private static final Map<String, String> DIFFERENCES = Map.of(
            "--storage-driver overlay ", "--storage-driver overlay2 ",
            "--storage-driver overlay\n", "--storage-driver overlay2\n",
            "--label note=two words --", "--label \"note=two words\" --",
            "/ GREETING=hello\"world\"/home/docker ", "/ \"GREETING=hello \\\"world\\\" $HOME\" ",
            "export \"GREETING=hello\"world\"/home/docker\"", "export GREETING='hello \"world\" $HOME'");

    @TestFactory
    Stream<DynamicTest> leavesTheSameFilesOnTheHost() throws IOException, URISyntaxException {
        return transcripts()
                .filter(transcript -> transcript.path("exit").asInt() == 0
                        || transcript.path("name").asText().startsWith("tls-unreachable"))
                .filter(transcript -> !transcript.path("files").isEmpty())
                .map(transcript ->
                        DynamicTest.dynamicTest(transcript.path("name").asText(), () -> replay(transcript)));
    }

    private static Stream<JsonNode> transcripts() throws IOException, URISyntaxException {
        Path directory =
                Path.of(TranscriptReplayTest.class.getResource("/provision").toURI());
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            return sorted.stream().map(TranscriptReplayTest::read);
        }
    }

    private static Stream<JsonNode> named(Set<String> names) throws IOException, URISyntaxException {
        List<JsonNode> found = transcripts()
                .filter(transcript -> names.contains(transcript.path("name").asText()))
                .toList();
        assertEquals(names.size(), found.size(), "recordings of " + names);
        return found.stream();
    }

    /** Hosts on which docker-machine failed and jm succeeds. */
    @TestFactory
    Stream<DynamicTest> provisionsWhatDockerMachineCouldNot() throws IOException, URISyntaxException {
        Set<String> now = Set.of(
                "almalinux-9",
                "alpine-3.20",
                "amazon-linux-2",
                "amazon-linux-2023",
                "fedora-coreos",
                "flatcar",
                "google-cos",
                "linuxmint-21",
                "native-centos-7",
                "no-etc-docker-ubuntu-24.04",
                "photon-5",
                "raspbian-11",
                "rocky-9",
                "real-debian-12",
                "real-debian-13",
                "real-debian-12-distro-package",
                "real-debian-12-no-etc-docker");
        return named(now)
                .map(transcript ->
                        DynamicTest.dynamicTest(transcript.path("name").asText(), () -> {
                            String name = transcript.path("name").asText();
                            ScriptedHost remote =
                                    host(name, transcript.path("os_release").asText());
                            setUp(remote, transcript, new RecordingConsole());
                            assertEquals(CERTIFICATE, remote.files.get("/etc/docker/server.pem"));
                            assertEquals("0600", remote.modes.get("/etc/docker/server-key.pem"));
                            assertEquals(1, remote.restarts);
                        }));
    }

    /** Hosts on which docker-machine failed, and jm fails with the same message, followed by more. */
    @TestFactory
    Stream<DynamicTest> failsInDockerMachinesWords() throws IOException, URISyntaxException {
        Map<String, Consumer<ScriptedHost>> obstacles = Map.of(
                "install-fails-ubuntu-22.04", host -> host.answers.put("mktemp", new SshReply(1, "E: no packages\n")),
                "no-sudo-password-ubuntu-22.04",
                        host -> host.answers.put("sudo -n true", new SshReply(1, "sudo: a password is required\n")),
                "options-rancheros-btrfs", host -> {},
                "daemon-never-ubuntu-22.04", host -> host.engineComesUp = false);
        return named(obstacles.keySet())
                .map(transcript ->
                        DynamicTest.dynamicTest(transcript.path("name").asText(), () -> {
                            String name = transcript.path("name").asText();
                            ScriptedHost remote =
                                    host(name, transcript.path("os_release").asText());
                            Objects.requireNonNull(obstacles.get(name)).accept(remote);
                            String message = assertThrows(
                                            JmException.class, () -> setUp(remote, transcript, new RecordingConsole()))
                                    .getMessage();
                            String reason =
                                    between(transcript.path("stderr").asText(), "Error running provisioning: ", "\n");
                            assertTrue(
                                    message.startsWith(reason.substring("Error running provisioning: ".length())),
                                    message);
                        }));
    }

    private static JsonNode read(Path file) {
        try {
            return JsonReader.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void replay(JsonNode transcript) {
        String name = transcript.path("name").asText();
        ScriptedHost remote = host(name, transcript.path("os_release").asText());
        RecordingConsole lines = new RecordingConsole();
        Distribution distribution = setUp(remote, transcript, lines);

        String output = transcript.path("stdout").asText();
        String expected = between(output, "Provisioning with ", "Checking connection to Docker...");
        assertEquals(
                expected.replace("Configuring swarm...\n", "").replaceAll("(?s)Error getting SSH command.*?\n\n", ""),
                "Provisioning with " + distribution.name() + "...\n" + lines.out());
        assertEquals(expectedFiles(transcript), interesting(remote.files));
    }

    static Distribution setUp(ScriptedHost remote, JsonNode transcript, RecordingConsole lines) {
        HostFacts facts = HostFacts.parse(remote.query(HostFacts.COMMAND).output());
        OsRelease os = OsRelease.parse(transcript.path("os_release").asText());
        Distribution distribution = Distros.find(os, facts);
        JsonNode engine = transcript.path("engine");
        ObjectNode options = engine instanceof ObjectNode object
                ? object
                : JsonNodeFactory.instance.objectNode().put("InstallURL", Distribution.INSTALL_SCRIPT);
        int port = transcript.path("name").asText().equals("flow-restart-custom-port") ? 23760 : 2376;
        SetupOptions setup = new SetupOptions("box", "generic", new EngineOptions(options), port);
        MachineCertificates certificates = () -> new MachineCertificates.Issued(CERTIFICATE, CERTIFICATE, KEY);
        new HostSetup(new Host(remote, facts), distribution, setup, certificates, lines.console()).run();
        return distribution;
    }

    private static ScriptedHost host(String name, String osRelease) {
        ScriptedHost remote = new ScriptedHost(osRelease);
        boolean engineInImage = name.contains("coreos")
                || name.contains("boot2docker")
                || name.contains("flatcar")
                || name.contains("cos")
                || name.contains("rancheros")
                || name.contains("pre-ce");
        remote.engineVersion = name.contains("rancheros") ? "19.03.8" : engineInImage ? "24.0.7" : "";
        if (name.endsWith("coreos") && !name.startsWith("fedora")) {
            remote.daemon = "/usr/lib/coreos/dockerd";
        }
        if (name.startsWith("opensuse") || name.equals("sles-15")) {
            remote.answers.put("stat -f -c %T", new SshReply(0, "btrfs\n"));
        }
        return remote;
    }

    private static Map<String, String> expectedFiles(JsonNode transcript) {
        Map<String, String> files = new TreeMap<>();
        boolean userChoseStorage =
                !transcript.path("engine").path("StorageDriver").asText().isEmpty();
        transcript.path("files").properties().forEach(file -> {
            String text = file.getValue().asText();
            for (Map.Entry<String, String> difference : DIFFERENCES.entrySet()) {
                if (userChoseStorage && difference.getKey().startsWith("--storage-driver")) {
                    continue;
                }
                text = text.replace(difference.getKey(), difference.getValue());
            }
            files.put(file.getKey(), text);
        });
        return interesting(files);
    }

    /** The engine's files, without those for the host name, which both programs set with commands. */
    private static Map<String, String> interesting(Map<String, String> files) {
        Map<String, String> engine = new TreeMap<>(files);
        engine.keySet().removeIf(path -> path.endsWith("hostname.yml") || path.endsWith("/hosts"));
        return engine;
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from);
        int end = text.indexOf(to, start);
        return text.substring(start, end < 0 ? text.length() : end);
    }
}
