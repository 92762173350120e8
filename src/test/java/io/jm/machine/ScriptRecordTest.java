package io.jm.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptRecordTest {
    private static final ProvisionScript FIRST = new ProvisionScript("a.sh", true, "echo secret\n");
    private static final ProvisionScript SECOND = new ProvisionScript("b.sh", false, "echo b\n");

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("jm.json");
    }

    private ScriptRecord record() {
        return new ScriptRecord(new ExtrasFile(file()));
    }

    @Test
    void whatIsToBeRunIsThereWithItsTextAndInItsOrder() {
        record().setPending(List.of(FIRST, SECOND, FIRST));
        assertEquals(List.of(FIRST, SECOND, FIRST), record().pending());
    }

    @Test
    void ofWhatWasRunOnlyTheNameAndTheDigestStay() throws IOException {
        record().setPending(List.of(FIRST, SECOND));
        record().setRan(FIRST);
        assertEquals(List.of(SECOND), record().pending());
        record().setRan(SECOND);
        assertEquals(List.of(), record().pending());
        String text = Files.readString(file());
        assertFalse(text.contains("secret"), text);
        assertTrue(text.contains("\"name\": \"a.sh\",\n"), text);
        assertTrue(text.matches("(?s).*\"sha256\": \"[0-9a-f]{64}\".*"), text);
    }

    @Test
    void aSecondRunReplacesTheFirstOne() throws IOException {
        for (int i = 0; i < 3; i++) {
            record().setPending(List.of(FIRST));
            record().setRan(FIRST);
        }
        assertEquals(1, Files.readString(file()).split("sha256").length - 1);
    }

    @Test
    void newOnesReplaceThoseThatHaveNotBeenRun() {
        record().setPending(List.of(FIRST));
        record().setPending(List.of(SECOND));
        assertEquals(List.of(SECOND), record().pending());
        record().setPending(List.of());
        assertFalse(Files.exists(file()), "an empty document needs no file");
    }

    @Test
    void otherEntriesOfTheFileStay() {
        new ExtrasFile(file()).setGroup("web");
        record().setPending(List.of(FIRST));
        record().setRan(FIRST);
        assertEquals("web", new ExtrasFile(file()).group());
    }

    @Test
    void whatIsNoScriptIsLeftOut() throws IOException {
        Files.writeString(file(), "{\"scripts\": [1, {\"name\": 2}, null, {\"name\": \"x\", \"text\": 3}]}");
        assertEquals(List.of(), record().pending());
        Files.writeString(file(), "{\"scripts\": \"x\"}");
        assertEquals(List.of(), record().pending());
    }
}
