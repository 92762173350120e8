package io.jm.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.go.json.JsonReader;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.testkit.SilentConsole;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileStoreTest {
    @TempDir
    Path root;

    private FileStore store;

    @BeforeEach
    void makeStore() {
        store = new FileStore(new StoreLayout(root), "docker-machine", SilentConsole.INSTANCE);
    }

    private Machine machine(String name) {
        MachineDocument.Certificates own = new MachineDocument.Certificates("", "", "", "");
        return new MachineDocument(store.layout(), name, own)
                .serverNames(List.of())
                .machine(name, "none");
    }

    private void config(String name, String text) throws IOException {
        Files.createDirectories(store.layout().machine(name));
        Files.writeString(store.layout().config(name), text);
    }

    @Test
    void loadsWhatWasSaved() {
        store.save(machine("box"));
        assertEquals(machine("box").document(), store.load("box").document());
    }

    @Test
    void addsAMachineWithItsOtherFiles() throws IOException {
        store.add(machine("box"), Map.of("jm.json", "{}".getBytes(StandardCharsets.UTF_8)));
        assertEquals(machine("box").document(), store.load("box").document());
        assertEquals("{}", Files.readString(store.layout().extras("box")));
    }

    @Test
    void addsAMachineWhoseDriverHasPutFilesIntoItsDirectory() throws IOException {
        Path key = store.layout().machine("box").resolve("id_rsa");
        Files.createDirectories(store.layout().machine("box"));
        Files.writeString(key, "key");
        store.add(machine("box"), Map.of("jm.json", "{}".getBytes(StandardCharsets.UTF_8)));
        assertEquals(machine("box").document(), store.load("box").document());
        assertEquals("{}", Files.readString(store.layout().extras("box")));
        assertEquals("key", Files.readString(key));
    }

    @Test
    void makesAConfigReadableByItsOwnerOnly() throws IOException {
        store.save(machine("box"));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(store.layout().config("box"))));
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(store.layout().machine("box"))));
    }

    @Test
    void leavesNoOtherFileNextToTheConfig() throws IOException {
        store.save(machine("box"));
        store.save(machine("box").withDriver((ObjectNode) JsonReader.read("{\"URL\": \"tcp://h:1\"}")));
        try (var files = Files.list(store.layout().machine("box"))) {
            assertEquals(
                    List.of("config.json"),
                    files.map(f -> f.getFileName().toString()).toList());
        }
    }

    @Test
    void keepsUnknownKeys() throws IOException {
        config(
                "box",
                "{\"ConfigVersion\":3,\"Driver\":{\"Zone\":\"a\"},\"DriverName\":\"none\",\"HostOptions\":{\"Mine\":1},\"Yours\":[2]}");
        Machine machine = store.load("box");
        store.save(machine);
        String text = Files.readString(store.layout().config("box"));
        assertTrue(
                text.contains("\"Zone\": \"a\"") && text.contains("\"Mine\": 1") && text.contains("\"Yours\": ["),
                text);
    }

    @Test
    void distinguishesNullListsFromEmptyOnes() throws IOException {
        config("box", "{\"ConfigVersion\":3,\"DriverName\":\"none\",\"HostOptions\":{\"EngineOptions\":{\"Env\":[]}}}");
        store.save(store.load("box"));
        String text = Files.readString(store.layout().config("box"));
        assertTrue(text.contains("\"Env\": []") && text.contains("\"Dns\": null"), text);
    }

    @Test
    void listsDirectoriesInByteOrderAndNothingElse() throws IOException {
        for (String name : List.of("m2", "M3", "m10", ".hidden")) {
            Files.createDirectories(store.layout().machine(name));
        }
        Files.writeString(store.layout().machine("file"), "");
        Files.createSymbolicLink(store.layout().machine("link"), store.layout().machine("m2"));
        assertEquals(List.of("M3", "m10", "m2"), store.names());
    }

    @Test
    void isEmptyWithoutADirectoryAndCreatesNone() {
        FileStore nowhere =
                new FileStore(new StoreLayout(root.resolve("nowhere")), "docker-machine", SilentConsole.INSTANCE);
        assertEquals(List.of(), nowhere.names());
        assertFalse(Files.exists(root.resolve("nowhere")));
    }

    @Test
    void reportsAMissingMachineInOneLine() {
        FileStore asJm = new FileStore(new StoreLayout(root), "jm", SilentConsole.INSTANCE);
        JmException none = assertThrows(NoSuchMachineException.class, () -> asJm.load("a\nb"));
        assertEquals(
                "Docker machine \"a\\nb\" does not exist. Use \"jm ls\" to list machines. "
                        + "Use \"jm create\" to add a new one.",
                none.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "../machines/box"})
    void refusesInvalidNames(String name) {
        store.save(machine("box"));
        assertThrows(NoSuchMachineException.class, () -> store.load(name));
        assertThrows(NoSuchMachineException.class, () -> store.remove(name));
        assertTrue(store.exists("box"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | Error getting migrated host: unexpected end of JSON input",
                "{}g | Error getting migrated host: invalid character 'g' after top-level value",
                "[] | Error getting migrated host: json: cannot unmarshal array into Go value of type host.MetadataV0",
                "{\"ConfigVersion\":4} | Error getting migrated host: config version is from the future -- "
                        + "you should upgrade your Docker Machine client",
                "{\"ConfigVersion\":\"3\"} | Error getting migrated host: json: cannot unmarshal string "
                        + "into Go struct field MetadataV0.ConfigVersion of type int",
            })
    void reportsWhatIsWrongWithAConfig(String text, String message) throws IOException {
        config("box", text);
        UnreadableDocumentException e = assertThrows(UnreadableDocumentException.class, () -> store.load("box"));
        assertEquals(message, e.reason());
        assertEquals(message + " (in " + store.layout().config("box") + ")", e.getMessage());
    }

    @Test
    void reportsAMissingConfig() throws IOException {
        Files.createDirectories(store.layout().machine("box"));
        assertEquals(
                "open " + store.layout().config("box") + ": no such file or directory",
                assertThrows(JmException.class, () -> store.load("box")).getMessage());
    }

    @Test
    void migratesAnOldDocumentAndKeepsABackup() throws IOException {
        String old =
                "{\"ConfigVersion\":2,\"Driver\":{\"Zed\":1,\"Alpha\":2},\"DriverName\":\"none\",\"HostOptions\":null}";
        config("box", old);
        Machine machine = store.load("box");
        assertEquals(old, Files.readString(store.layout().configBackup("box")));
        assertEquals(3, machine.document().path("ConfigVersion").asInt());
        assertEquals(root.toString(), machine.driver().path("StorePath").asText());
        assertEquals("Alpha", machine.driver().fieldNames().next());
    }

    @Test
    void unwrapsADriverInALockAndLeavesOthersUnchanged() throws IOException {
        String driver = "{\"MachineName\":\"a\",\"URL\":\"tcp://h:1\"}";
        config(
                "a",
                "{\"ConfigVersion\":3,\"Driver\":{\"Driver\":" + driver + ",\"Locker\":{}},\"DriverName\":\"none\"}");
        assertEquals(driver, store.load("a").driver().toString());
        String own = "{\"Driver\":{\"Region\":\"x\"}}";
        config("b", "{\"ConfigVersion\":3,\"Driver\":" + own + ",\"DriverName\":\"x\"}");
        assertEquals(own, store.load("b").driver().toString());
    }

    @Test
    void removesTheWholeDirectoryButFollowsNoLinks() throws IOException {
        Path elsewhere = Files.createDirectories(root.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("keep"), "k");
        store.save(machine("box"));
        Files.createSymbolicLink(store.layout().machine("box").resolve("link"), elsewhere);
        store.remove("box");
        assertFalse(store.exists("box"));
        assertTrue(Files.exists(elsewhere.resolve("keep")));
    }

    @Test
    void onlyOneOfManyProcessesReservesAName() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<Boolean>> tries = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Callable<Boolean> one = () -> {
                    try (MachineLock held = store.reserve("box")) {
                        store.save(machine("box"));
                        return true;
                    } catch (JmException e) {
                        assertEquals("Docker machine \"box\" already exists", e.getMessage());
                        return false;
                    }
                };
                tries.add(threads.submit(one));
            }
            int won = 0;
            for (Future<Boolean> one : tries) {
                won += one.get() ? 1 : 0;
            }
            assertEquals(1, won);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void readsTheVersionInAnyCase() throws IOException {
        config("box", "{\"configversion\":3,\"DriverName\":\"none\",\"HostOptions\":{\"Memory\":5}}");
        assertEquals(5, store.load("box").hostOptions().path("Memory").asInt());
        assertFalse(Files.exists(store.layout().configBackup("box")));
    }

    @Test
    void keepsTheFirstBytesWhenManyMigrateAtOnce() throws Exception {
        String old = "{\"ConfigVersion\":2,\"Driver\":{},\"DriverName\":\"none\",\"HostOptions\":null}";
        config("box", old);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Machine>> loads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                loads.add(threads.submit(() -> store.load("box")));
            }
            for (Future<Machine> load : loads) {
                load.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(old, Files.readString(store.layout().configBackup("box")));
    }

    @Test
    void leavesNoLockBehind() throws IOException {
        store.save(machine("box"));
        store.lock("box").close();
        try (var files = Files.list(root)) {
            assertEquals(
                    List.of("machines"),
                    files.map(f -> f.getFileName().toString()).toList());
        }
    }

    @Test
    void keepsTheDocumentBeforeAChange() throws IOException {
        store.save(machine("box"));
        String first = Files.readString(store.layout().config("box"));
        store.update(machine("box").withDriver((ObjectNode) JsonReader.read("{\"URL\": \"tcp://h:1\"}")));
        String second = Files.readString(store.layout().config("box"));
        assertEquals(first, Files.readString(store.layout().configBackup("box")));
        store.update(machine("box").withDriver((ObjectNode) JsonReader.read("{\"URL\": \"tcp://h:2\"}")));
        assertEquals(second, Files.readString(store.layout().configBackup("box")));
    }

    @Test
    void namesTheBackupOfADocumentThatCannotBeRead() throws IOException {
        config("box", "");
        Files.writeString(store.layout().configBackup("box"), "{}");
        assertEquals(
                "Error getting migrated host: unexpected end of JSON input (in "
                        + store.layout().config("box") + "; the document before the last change is "
                        + store.layout().configBackup("box") + ")",
                assertThrows(JmException.class, () -> store.load("box")).getMessage());
    }

    @Test
    void makesAPublicConfigPrivate() throws IOException {
        store.save(machine("box"));
        Path file = store.layout().config("box");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        store.save(machine("box"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void deletesTheLeftoversOfAKilledProcess() throws IOException {
        Path left = store.layout().machines().resolve(".box.unfinished-1");
        Files.createDirectories(left);
        Files.writeString(left.resolve("id_rsa"), "k");
        store.reserve("box").close();
        assertFalse(Files.exists(left));
    }

    @Test
    void reportsAFileInPlaceOfTheMachinesDirectory() throws IOException {
        Files.writeString(store.layout().machines(), "");
        assertEquals(
                "stat " + store.layout().machine("box") + ": not a directory",
                assertThrows(JmException.class, () -> store.exists("box")).getMessage());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void readsOnlyRegularFilesOfLimitedSize() throws Exception {
        Files.createDirectories(store.layout().machine("fifo"));
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", store.layout().config("fifo").toString())
                        .start()
                        .waitFor());
        Files.createDirectories(store.layout().machine("zero"));
        Files.createSymbolicLink(store.layout().config("zero"), Path.of("/dev/zero"));
        for (String name : List.of("fifo", "zero")) {
            JmException e = assertThrows(JmException.class, () -> store.load(name));
            assertEquals("open " + store.layout().config(name) + ": not a regular file", e.getMessage());
            store.remove(name);
        }
        Files.createDirectories(store.layout().machine("big"));
        try (RandomAccessFile file =
                new RandomAccessFile(store.layout().config("big").toFile(), "rw")) {
            file.setLength(100L << 30);
        }
        JmException e = assertThrows(JmException.class, () -> store.load("big"));
        assertEquals("open " + store.layout().config("big") + ": more than 64 MiB (the limit)", e.getMessage());
    }

    @Test
    void readsKeysInAnyCaseAndUsesTheLastOne() throws IOException {
        config(
                "box",
                "{\"configversion\":3,\"drivername\":\"a\",\"DriverName\":\"none\",\"DRIVERNAME\":null,"
                        + "\"hostoptions\":{\"ENGINEOPTIONS\":{\"loglevel\":\"debug\"}}}");
        Machine machine = store.load("box");
        assertEquals("none", machine.driverName());
        assertEquals("debug", machine.engine().json().path("LogLevel").asText());
    }

    @Test
    void aNameWithALineBreakIsQuotedInTheError() {
        JmException e = assertThrows(JmException.class, () -> store.load("a\nb"));
        assertTrue(e.getMessage().startsWith("Docker machine \"a\\nb\" does not exist."), e.getMessage());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDirectoryWithABackslashInItsNameIsAnEntry() throws IOException {
        config("a\\b", "{\"ConfigVersion\":3,\"DriverName\":\"none\"}");
        assertEquals(List.of("a\\b"), store.names());
        assertEquals("none", store.load("a\\b").driverName());
        store.remove("a\\b");
        assertEquals(List.of(), store.names());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDirectoryWhoseNameIsNotUtf8CanBeRemoved() throws Exception {
        Files.createDirectories(store.layout().machines());
        String command = "mkdir \"$1/$(printf 'bad\\377')\"";
        assertEquals(
                0,
                new ProcessBuilder(
                                "sh",
                                "-c",
                                command,
                                "sh",
                                store.layout().machines().toString())
                        .start()
                        .waitFor());
        String shown = store.names().get(0);
        assertTrue(store.exists(shown));
        JmException e = assertThrows(JmException.class, () -> store.load(shown));
        assertTrue(e.getMessage().contains("is not UTF-8"), e.getMessage());
        store.remove(shown);
        assertEquals(List.of(), store.names());
    }
}
