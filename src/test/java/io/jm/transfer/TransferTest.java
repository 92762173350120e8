package io.jm.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.ExitCode;
import io.jm.go.json.JsonReader;
import io.jm.machine.StoreLayout;
import io.jm.testkit.Jm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferTest {
    private Path here = Path.of("");
    private StoreLayout from = new StoreLayout(here);
    private StoreLayout to = new StoreLayout(here);

    @BeforeEach
    void twoStores(@TempDir Path directory) {
        here = directory;
        from = new StoreLayout(directory.resolve("from"));
        to = new StoreLayout(directory.resolve("to"));
        in(from).run("create", "-d", "none", "--url", "tcp://192.0.2.7:2376", "box")
                .succeeded();
    }

    private Jm in(StoreLayout store) {
        return Jm.in(
                here,
                Map.of(
                        "MACHINE_STORAGE_PATH",
                        store.root().toString(),
                        "USER",
                        "you",
                        "MACHINE_PASSPHRASE",
                        "correct horse"));
    }

    private JsonNode document(StoreLayout store, String name) throws IOException {
        return JsonReader.read(Files.readString(store.config(name)));
    }

    @Test
    void anImportedMachineHasItsOwnCertificatesInTheOtherStore() throws IOException {
        in(from).run("export", "box").succeeded();
        in(to).run("import", "box.jm.zip").succeeded();
        assertEquals(
                "tcp://192.0.2.7:2376\n", in(to).run("url", "box").succeeded().out());
        JsonNode auth = document(to, "box").path("HostOptions").path("AuthOptions");
        assertEquals(
                to.machine("box").resolve("ca.pem").toString(),
                auth.path("CaCertPath").asText());
        assertEquals(
                Files.readString(from.clientKey()),
                Files.readString(to.machine("box").resolve("key.pem")));
        assertFalse(Files.readString(to.config("box")).contains(from.root().toString()));
    }

    @Test
    void allFilesOfAnImportedMachineArePrivate() throws IOException {
        in(from).run("export", "box").succeeded();
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(here.resolve("box.jm.zip"))));
        in(to).run("import", "box.jm.zip").succeeded();
        try (var files = Files.newDirectoryStream(to.machine("box"))) {
            for (Path file : files) {
                assertEquals(
                        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), "" + file);
            }
        }
    }

    @Test
    void aMachineOfTheSameCaUsesTheStoresCertificates() throws IOException {
        in(from).run("export", "box").succeeded();
        in(from).run("import", "--as", "copy", "box.jm.zip").succeeded();
        JsonNode copy = document(from, "copy");
        assertEquals("copy", copy.path("Name").asText());
        assertEquals("copy", copy.path("Driver").path("MachineName").asText());
        assertEquals(
                from.caCert().toString(),
                copy.path("HostOptions").path("AuthOptions").path("CaCertPath").asText());
    }

    @Test
    void aNameThatIsTakenIsLeftAlone() throws IOException {
        in(from).run("export", "box").succeeded();
        String before = Files.readString(from.config("box"));
        Jm.Result result = in(from).run("import", "box.jm.zip");
        assertEquals(ExitCode.FAILED, result.code());
        assertTrue(result.err().contains("already exists: give this one another name with --as"), result.err());
        assertEquals(before, Files.readString(from.config("box")));
    }

    @Test
    void anEncryptedFileIsReadWithItsPassphrase() throws IOException {
        in(from).run("export", "--encrypt", "box").succeeded();
        Path file = here.resolve("box.jm.zip.age");
        assertTrue(Files.readString(file, StandardCharsets.ISO_8859_1).startsWith("age-encryption"));
        in(to).run("import", file.toString()).succeeded();
        assertTrue(Files.exists(to.config("box")));
    }

    @Test
    void aPassphraseInAFileIsItsFirstLine() throws IOException {
        Files.writeString(here.resolve("passphrase"), "battery staple\nnot this\n");
        in(from).run("export", "--encrypt", "--passphrase-file", "passphrase", "box")
                .succeeded();
        assertEquals(ExitCode.FAILED, in(to).run("import", "box.jm.zip.age").code());
        in(to).run("import", "--passphrase-file", "passphrase", "box.jm.zip.age")
                .succeeded();
    }

    @Test
    void anExistingFileIsReplacedOnlyWithForce() throws IOException {
        Path file = Files.writeString(here.resolve("box.jm.zip"), "mine");
        Jm.Result refused = in(from).run("export", "box");
        assertEquals(ExitCode.FAILED, refused.code());
        assertEquals("mine", Files.readString(file));
        in(from).run("export", "-f", "box").succeeded();
    }

    @Test
    void theContentIsListedWithoutAnImport() {
        in(from).run("export", "box").succeeded();
        String listed = in(to).run("import", "--list", "box.jm.zip").succeeded().out();
        assertTrue(listed.matches("(?s)From you@\\S+, \\S+Z\nNAME.*\nbox +none.*"), listed);
        assertFalse(Files.exists(to.machine("box")));
    }

    @Test
    void anExportWithoutEncryptionWarnsOfItsKeys() {
        Jm.Result result = in(from).run("export", "box").succeeded();
        assertTrue(
                result.err().startsWith("box.jm.zip has the private keys of \"box\". Anyone who has it"), result.err());
    }

    @Test
    void aMachineWithoutItsDiskCannotBeRenamed() throws IOException {
        // a driver that finds its instance by the name
        Path config = from.config("box");
        Files.writeString(
                config, Files.readString(config).replace("\"DriverName\": \"none\"", "\"DriverName\": \"qemu\""));
        in(from).run("export", "box").succeeded();
        Jm.Result result = in(to).run("import", "--as", "other", "box.jm.zip");
        assertEquals(ExitCode.FAILED, result.code());
        assertTrue(result.err().contains("finds its instance by the machine's name"), result.err());
        assertFalse(Files.exists(to.machine("other")));
    }

    @Test
    void aKeyForSshComesWithItsMachineWhateverItsName() throws IOException {
        // generic copies the user's key under its own name
        Path key = Files.writeString(from.machine("box").resolve("deploy.pem"), "the key");
        JsonNode document = document(from, "box");
        ((ObjectNode) document).put("DriverName", "generic");
        ((ObjectNode) document.path("Driver")).put("SSHKeyPath", key.toString());
        Files.writeString(from.config("box"), document.toString());
        in(from).run("export", "box").succeeded();
        in(to).run("import", "box.jm.zip").succeeded();
        Path imported =
                Path.of(document(to, "box").path("Driver").path("SSHKeyPath").asText());
        assertTrue(imported.startsWith(to.machine("box")), "" + imported);
        assertEquals("the key", Files.readString(imported));
    }
}
