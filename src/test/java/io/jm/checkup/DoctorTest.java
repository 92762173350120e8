package io.jm.checkup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.ExitCode;
import io.jm.go.json.JsonReader;
import io.jm.machine.AuthOptions;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.os.AtomicFile;
import io.jm.testkit.IssuedStore;
import io.jm.testkit.Jm;
import io.jm.testkit.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each test breaks one thing in a healthy store, and finds it; without --fix nothing changes. */
class DoctorTest {
    private Path directory;
    private IssuedStore store;

    @BeforeEach
    void openStore(@TempDir Path folder) throws IOException {
        directory = folder;
        store = IssuedStore.healthy(folder);
        store.program("docker", "echo 'Docker version 28.2.2, build e6534b4'");
    }

    /** Runs doctor, which must change nothing, and returns its findings but those that are ok. */
    private List<JsonNode> findings(String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of("doctor", "--format", "json"));
        line.addAll(List.of(arguments));
        Map<String, String> before = Snapshot.of(directory);
        Jm.Result result = store.jm().run(line);
        assertEquals(before, Snapshot.of(directory), "doctor changes nothing");
        List<JsonNode> findings = new ArrayList<>();
        boolean error = false;
        for (JsonNode finding : JsonReader.read(result.out().getBytes(StandardCharsets.UTF_8))) {
            String level = finding.get("Level").asText();
            error |= level.equals("error");
            if (!level.equals("ok")) {
                findings.add(finding);
            }
        }
        assertEquals(error ? ExitCode.FAILED : ExitCode.OK, result.code(), result.all());
        return findings;
    }

    /** Finds exactly one thing, which --fix does not repair; its message contains a text. */
    private void finds(String id, String level, String message, String command) throws IOException {
        JsonNode only = only(id, level, message);
        assertEquals(command, only.get("Command").asText());
        assertFalse(only.get("Fixable").asBoolean(), only.toString());
    }

    private JsonNode only(String id, String level, String message, String... arguments) throws IOException {
        List<JsonNode> findings = findings(arguments);
        assertEquals(1, findings.size(), findings.toString());
        JsonNode only = findings.get(0);
        assertEquals(id, only.get("Id").asText(), only.toString());
        assertEquals(level, only.get("Level").asText(), only.toString());
        assertTrue(only.get("Message").asText().contains(message), only.toString());
        return only;
    }

    /** Finds exactly one thing; after --fix a second run is clean. */
    private void repairs(String id, String level, String message) throws IOException {
        assertTrue(only(id, level, message).get("Fixable").asBoolean());
        Jm.Result unanswered = store.jm().run("doctor", "--fix").failed();
        assertTrue(unanswered.err().contains("This will be done:\n"), unanswered.err());
        assertTrue(unanswered.err().contains("Use -y"), unanswered.err());
        store.jm().run("doctor", "--fix", "-y", "--strict").succeeded();
        assertEquals(List.of(), findings());
    }

    private static void age(Path file, Duration age) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    private static void mode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void findsNothingWrongInAHealthyStore() throws IOException {
        assertEquals(List.of(), findings());
        Jm.Result text = store.jm().run("doctor").succeeded();
        assertTrue(text.out().startsWith("this computer\n  ok     keys and directories are private\n"), text.out());
        assertTrue(
                text.out().contains("\nbox\n  ok     config.json\n  ok     certificate of its engine, until "),
                text.out());
        assertTrue(text.out().endsWith("\n0 errors, 0 warnings\n"), text.out());
    }

    @Test
    void worksWithoutAStore() throws IOException {
        try (Stream<Path> all = Files.walk(store.layout.root())) {
            all.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        }
        store.jm().run("doctor", "--strict").succeeded();
    }

    @Test
    void closesAnOpenDirectory() throws IOException {
        mode(store.layout.certs(), "rwxr-xr-x");
        repairs("store.mode", "warning", "other users can open the directory " + store.layout.certs());
    }

    @Test
    void closesAnOpenKey() throws IOException {
        mode(store.layout.serverKey("box"), "rw-r--r--");
        repairs("key.mode", "error", "other users can read the key " + store.layout.serverKey("box"));
    }

    @Test
    void deletesAnUnfinishedDirectory() throws IOException {
        Path left = Files.createDirectory(store.layout.machines().resolve(".box.unfinished-abc"));
        Files.writeString(left.resolve("config.json"), "{}");
        assertEquals(List.of(), findings(), "it may be in use");
        age(left, Duration.ofHours(2));
        repairs("store.unfinished", "warning", left.toString());
        assertFalse(Files.exists(left));
    }

    @Test
    void namesTheCommandThatFinishesACreation() throws IOException {
        Files.delete(store.layout.serverCert("box"));
        Files.delete(store.layout.serverKey("box"));
        new ExtrasFile(store.layout.extras("box")).setUnfinished(true);
        finds("store.unfinished", "warning", "its creation is not finished", "jm create --resume box");
    }

    @Test
    void deletesALockThatNobodyHolds() throws IOException {
        Path lock = Files.createFile(store.layout.machineLock("box"));
        assertEquals(List.of(), findings(), "its process may be about to lock it");
        age(lock, Duration.ofMinutes(5));
        repairs("store.lock", "warning", lock.toString());
        assertFalse(Files.exists(lock));
    }

    @Test
    void leavesALockThatIsHeld() throws IOException {
        try (var held = store.files.lock("box")) {
            age(store.layout.machineLock("box"), Duration.ofMinutes(5));
            assertEquals(List.of(), findings());
        }
    }

    @Test
    void namesTheCopyThatBringsBackAConfig() throws IOException {
        Files.copy(store.layout.config("box"), store.layout.configBackup("box"));
        mode(store.layout.configBackup("box"), "rw-------");
        Files.writeString(store.layout.config("box"), "{");
        finds(
                "store.config",
                "error",
                store.layout.config("box").toString(),
                "cp \"" + store.layout.configBackup("box") + "\" \"" + store.layout.config("box") + "\"");
    }

    @Test
    void rewritesThePathsOfAnotherStore() throws IOException {
        String config = Files.readString(store.layout.config("box"));
        Files.writeString(
                store.layout.config("box"),
                config.replace(store.layout.root().toString(), "/home/gone/.docker/machine"));
        JsonNode first = findings().get(0);
        assertEquals("store.paths", first.get("Id").asText());
        assertTrue(first.get("Message").asText().contains("/home/gone/.docker/machine"), first.toString());
        store.jm().run("doctor", "--fix", "-y").succeeded();
        assertEquals(List.of(), findings());
        assertEquals(config, Files.readString(store.layout.config("box")));
        assertTrue(Files.readString(store.layout.configBackup("box")).contains("/home/gone"));
    }

    @Test
    void findsACaThatHasEnded() throws IOException {
        store.caEndsIn(-1).server("box", IssuedStore.LONG, "192.0.2.7");
        finds("cert.ca", "error", "CA of the store ended on ", "jm certs renew --ca");
    }

    @Test
    void restoresACopyOfTheClientThatIsMissing() throws IOException {
        for (String file : List.of("ca.pem", "cert.pem", "key.pem")) {
            Path copy = store.layout.machine("box").resolve(file);
            byte[] before = Files.readAllBytes(copy);
            Files.delete(copy);
            repairs("cert.copy", "error", "docker's copy ");
            assertArrayEquals(before, Files.readAllBytes(copy));
        }
    }

    @Test
    void doesNotCopyTheClientOfAnotherCa() throws IOException {
        byte[] server = Files.readAllBytes(store.layout.serverCert("box"));
        Path copy = store.layout.machine("box").resolve("cert.pem");
        Files.delete(copy);
        store.ca(IssuedStore.LONG).client(IssuedStore.LONG);
        Files.write(store.layout.serverCert("box"), server);
        JsonNode found = findings().stream()
                .filter(finding -> finding.get("Id").asText().equals("cert.copy"))
                .findFirst()
                .orElseThrow();
        assertFalse(found.get("Fixable").asBoolean(), found.toString());
        store.jm().run("doctor", "--fix", "-y");
        assertFalse(Files.exists(copy));
    }

    @Test
    void aStoreWhoseMachinesHaveTheirOwnCaNeedsNone() throws IOException {
        Path own = Files.createDirectory(store.layout.machine("box").resolve("own"));
        for (Path file : List.of(store.layout.caCert(), store.layout.clientCert(), store.layout.clientKey())) {
            Files.move(file, own.resolve(file.getFileName()));
        }
        Files.delete(store.layout.caKey());
        mode(own, "rwx------");
        Machine box = store.files.load("box");
        ObjectNode document = box.document().deepCopy();
        AuthOptions.in(document)
                .put("CaCertPath", own.resolve("ca.pem").toString())
                .put("ClientCertPath", own.resolve("cert.pem").toString())
                .put("ClientKeyPath", own.resolve("key.pem").toString());
        store.files.save(new Machine("box", document));
        for (JsonNode finding : findings()) {
            assertEquals("skip", finding.get("Level").asText(), finding.toString());
        }
    }

    @Test
    void findsAClientCertificateThatEndsSoon() throws IOException {
        store.client(12);
        finds("cert.client", "warning", "client certificate ends on ", "jm certs renew --client");
        assertEquals(ExitCode.FAILED, store.jm().run("doctor", "--strict").code());
    }

    @Test
    void findsACertificateOfAnotherCa() throws IOException {
        byte[] server = Files.readAllBytes(store.layout.serverCert("box"));
        byte[] key = Files.readAllBytes(store.layout.serverKey("box"));
        store.ca(IssuedStore.LONG).client(IssuedStore.LONG);
        Files.write(store.layout.serverCert("box"), server);
        Files.write(store.layout.serverKey("box"), key);
        finds("cert.server", "error", "is signed by another CA", "jm certs renew box");
    }

    @Test
    void findsAKeyThatIsAnotherOne() throws IOException {
        Files.write(store.layout.serverKey("box"), Files.readAllBytes(store.layout.clientKey()));
        finds("cert.server", "error", "is missing or another one", "jm certs renew box");
    }

    @Test
    void findsAnAddressThatIsNotInTheCertificate() throws IOException {
        store.server("box", IssuedStore.LONG, "192.0.2.9", "localhost");
        finds(
                "cert.address",
                "error",
                "its certificate is for 192.0.2.9, localhost, its address is 192.0.2.7",
                "jm certs renew box");
    }

    @Test
    void findsAMissingDriver() throws IOException {
        store.machine("far", "rarecloud", "192.0.2.8", 2376, 22);
        store.server("far", IssuedStore.LONG, "192.0.2.8");
        JsonNode missing = only("driver.missing", "error", "Driver \"rarecloud\" not found.");
        assertTrue(missing.get("Message").asText().contains("MACHINE_DRIVER_HOST"), missing.toString());
        assertEquals("far", missing.get("Machine").asText());
    }

    @Test
    void reportsTheErrorOutputOfADriverThatDoesNotStart() throws IOException {
        store.program("docker-machine-driver-broken", "echo 'libfancy.so: cannot open' >&2; exit 1");
        store.machine("far", "broken", "192.0.2.8", 2376, 22);
        store.server("far", IssuedStore.LONG, "192.0.2.8");
        only("driver.start", "error", "libfancy.so: cannot open");
    }

    @Test
    void removesTheContextOfAMachineThatIsGone() throws IOException {
        store.machine("ext", "none", "192.0.2.9", 2376, 0);
        store.jm().run("context", "create", "ext").succeeded();
        store.files.remove("ext");
        repairs("context.orphan", "warning", "which does not exist");
    }

    private Path sshConfig() throws IOException {
        store.jm().run("ssh-config", "--write").succeeded();
        assertEquals(List.of(), findings());
        return store.layout.sshConfig();
    }

    private static boolean has(String id, List<JsonNode> findings) {
        return findings.stream().anyMatch(finding -> finding.get("Id").asText().equals(id));
    }

    @Test
    void closesAnSshConfigurationThatOthersCanWrite() throws IOException {
        Path file = sshConfig();
        mode(file, "rw-rw-r--");
        repairs("sshconfig.mode", "error", "other users can write " + file);
        assertEquals("rw-r--r--", AtomicFile.mode(file));
        Path including = directory.resolve("home/.ssh/config");
        mode(including, "rw----rw-");
        repairs("sshconfig.mode", "error", "other users can write " + including);
        assertEquals("rw----r--", AtomicFile.mode(including));
    }

    @Test
    void includesTheSshConfigurationAtTheTopAgain() throws IOException {
        sshConfig();
        Path including = directory.resolve("home/.ssh/config");
        String lines = Files.readString(including);
        Files.writeString(including, "Host other\n  Port 7\n" + lines);
        repairs("sshconfig.include", "warning", "does not include " + store.layout.sshConfig() + " at its top");
        assertTrue(Files.readString(including).startsWith(lines + "Host other\n"));
    }

    @Test
    void removesAMachineThatIsGoneFromTheSshConfiguration() throws IOException {
        store.machine("ext", "none", "192.0.2.9", 2376, 0);
        Path file = sshConfig();
        store.files.remove("ext");
        repairs("sshconfig.stale", "warning", "has the machine \"ext\", which does not exist");
        assertFalse(Files.readString(file).contains("ext"));
    }

    @Test
    void addsAMachineThatTheSshConfigurationLacks() throws IOException {
        Path file = sshConfig();
        String complete = Files.readString(file);
        Files.writeString(file, "# The machines of jm for ssh; jm writes this file\n");
        repairs("sshconfig.stale", "warning", file + " does not have it");
        assertEquals(complete, Files.readString(file));
    }

    @Test
    void findsAnSshConfigurationThatIsNotWhatTheDriverNames() throws IOException {
        store.machine("ext", "none", "127.0.0.1", 1, 22);
        Path file = sshConfig();
        String complete = Files.readString(file);
        Files.writeString(file, complete.replaceAll("  User .*", "  User admin"));
        assertEquals(List.of(), findings(), "the driver is not asked");
        assertTrue(has("sshconfig.stale", findings("ext")));
        store.jm().run("doctor", "--fix", "-y", "ext");
        assertFalse(has("sshconfig.stale", findings("ext")));
    }

    @Test
    void findsAShellThatUsesAnotherAddress() throws IOException {
        store.variables.put("DOCKER_HOST", "tcp://192.0.2.9:2376");
        store.variables.put("DOCKER_MACHINE_NAME", "box");
        finds("shell.env", "warning", "DOCKER_HOST is tcp://192.0.2.9:2376", "eval \"$(jm env box)\"");
        store.variables.put("DOCKER_MACHINE_NAME", "old");
        finds("shell.env", "warning", "the machine \"old\", which does not exist", "eval \"$(jm env -u)\"");
        store.variables.put("DOCKER_MACHINE_NAME", "box");
        store.variables.put("DOCKER_HOST", "tcp://192.0.2.7:2376");
        assertEquals(List.of(), findings());
        store.machine("ext", "none", "192.0.2.7", 2376, 0);
        store.jm().run("context", "create", "--use", "ext").succeeded();
        finds("shell.env", "warning", "docker ignores its current context \"ext\"", "eval \"$(jm env -u)\"");
    }

    /** The driver none records the address with its port. */
    @Test
    void aShellThatUsesAMachineOfTheDriverNoneIsRight() throws IOException {
        for (String url : List.of("tcp://192.0.2.7:2376", "tcp://[2001:db8::7]:2376")) {
            store.jm().run("create", "-d", "none", "--url", url, "ext").succeeded();
            store.variables.put("DOCKER_HOST", url);
            store.variables.put("DOCKER_MACHINE_NAME", "ext");
            assertEquals(List.of(), findings());
            store.variables.put("DOCKER_HOST", "tcp://192.0.2.9:2376");
            finds("shell.env", "warning", "DOCKER_HOST is tcp://192.0.2.9:2376", "eval \"$(jm env ext)\"");
            store.jm().run("rm", "-f", "ext").succeeded();
        }
    }

    @Test
    void findsADockerThatIsMissingOrOld() throws IOException {
        store.program("docker", "echo 'Docker version 19.03.15, build 99e3ed8919'");
        only("path.docker-machine", "warning", "is older than 20.10");
        Files.delete(directory.resolve("bin/docker"));
        only("path.docker-machine", "warning", "the PATH has no docker");
    }

    @Test
    void asksDockerOnceForItsVersion() throws IOException {
        Path asked = directory.resolve("asked");
        store.program("docker", "echo once >>'" + asked + "'; echo 'Docker version 28.2.2'");
        mode(store.layout.certs(), "rwxr-xr-x");
        store.jm().run("doctor", "--fix", "-y", "--strict").succeeded();
        assertEquals("once\n", Files.readString(asked));
    }

    @Test
    void anOldConfigIsJudgedWithoutBeingMigrated() throws IOException {
        String config = Files.readString(store.layout.config("box"));
        Files.writeString(store.layout.config("box"), config.replace("\"ConfigVersion\": 3", "\"ConfigVersion\": 2"));
        findings();
        assertTrue(Files.readString(store.layout.config("box")).contains("\"ConfigVersion\": 2"));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertTrue(store.jm().run("doctor", "bxo").failed().err().contains("\"bxo\" does not exist"));
        assertTrue(store.jm().run("doctor", "--all", "box").failed().err().contains("but not both"));
        assertTrue(store.jm()
                .run("doctor", "--fix", "--format", "json")
                .failed()
                .err()
                .contains("needs -y"));
    }

    @Test
    void offlineUsesNoNetwork() throws IOException {
        assertEquals(List.of(), findings("--offline", "box"));
        assertEquals(List.of(), findings("--offline", "--all"));
    }
}
