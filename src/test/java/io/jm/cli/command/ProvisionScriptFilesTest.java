package io.jm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.machine.ProvisionScript;
import io.jm.os.Environment;
import io.jm.os.Limits;
import io.jm.testkit.Jm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisionScriptFilesTest {
    @TempDir
    Path directory;

    private List<ProvisionScript> read(String... options) {
        return ProvisionScriptFiles.read(List.of(options), new Environment(Map.of(), directory, "jm", false));
    }

    private String error(String... options) {
        return assertThrows(JmException.class, () -> read(options)).getMessage();
    }

    @Test
    void readsFilesAndWhenToRunThem() throws IOException {
        Files.writeString(directory.resolve("a.sh"), "echo ü\n");
        Files.createDirectories(directory.resolve("sub"));
        Files.writeString(directory.resolve("sub/b.sh"), "b\r\n");
        assertEquals(
                List.of(new ProvisionScript("a.sh", true, "echo ü\n"), new ProvisionScript("b.sh", false, "b\r\n")),
                read("before:a.sh", "sub/b.sh"));
    }

    @Test
    void whatIsNoScriptIsRefused() throws IOException {
        Files.write(directory.resolve("binary"), new byte[] {0x7f, 'E', 'L', 'F', (byte) 0xff});
        Files.write(directory.resolve("zero"), new byte[] {'a', 0});
        Files.writeString(directory.resolve("empty"), " \n");
        Files.writeString(directory.resolve("large"), "x".repeat(Limits.PROVISION_SCRIPT + 1));
        assertEquals("The provision script binary is not text in UTF-8: it is run by sh", error("binary"));
        assertEquals("The provision script zero is not text in UTF-8: it is run by sh", error("zero"));
        assertEquals("The provision script empty is empty", error("empty"));
        assertTrue(error("large").contains("has more than 256 KiB"), error("large"));
        assertTrue(error("missing").startsWith("The provision script missing cannot be read: "), error("missing"));
        assertTrue(error("before:").contains("names no file"), error("before:"));
        assertTrue(error(Collections.nCopies(17, "empty").toArray(String[]::new))
                .contains("can be given 16 times, not 17"));
    }

    @Test
    void aScriptThatCannotBeReadMakesNoMachine() {
        Jm jm = Jm.in(
                directory,
                Map.of("MACHINE_STORAGE_PATH", directory.resolve("store").toString()));
        Jm.Result result = jm.run(
                        "create",
                        "-d",
                        "generic",
                        "--generic-ip-address",
                        "192.0.2.1",
                        "--provision-script",
                        "no",
                        "box")
                .failed();
        assertTrue(result.err().startsWith("The provision script no cannot be read: "), result.err());
        assertFalse(Files.exists(directory.resolve("store/machines/box")));
    }

    @Test
    void aMachineThatIsOnlyRecordedHasNoScripts() throws IOException {
        Files.writeString(directory.resolve("a.sh"), "true\n");
        Jm jm = Jm.in(
                directory,
                Map.of("MACHINE_STORAGE_PATH", directory.resolve("store").toString()));
        Jm.Result result = jm.run(
                        "create", "-d", "none", "--url", "tcp://192.0.2.1:1", "--provision-script", "a.sh", "box")
                .failed();
        assertTrue(result.err().contains("the driver \"none\" is only recorded"), result.err());
        assertFalse(Files.exists(directory.resolve("store/machines/box")));
    }
}
