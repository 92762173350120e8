package io.jm.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtrasFileTest {
    private Path path;
    private ExtrasFile file;

    @BeforeEach
    void inAnEmptyDirectory(@TempDir Path directory) {
        path = directory.resolve("jm.json");
        file = new ExtrasFile(path);
    }

    @Test
    void aMachineWithoutAFileHasNothingRecorded() {
        assertEquals("", file.group());
        assertEquals(List.of(), file.contexts());
    }

    @Test
    void remembersGroupAndContexts() {
        file.setGroup("web");
        assertTrue(file.addContext("box"));
        assertTrue(file.addContext("jm-box"));
        assertFalse(file.addContext("box"));
        assertEquals("web", file.group());
        assertEquals(List.of("box", "jm-box"), file.contexts());
        file.removeContext("box");
        file.removeContext("box");
        assertEquals(List.of("jm-box"), file.contexts());
    }

    @Test
    void keepsKeysThatItDoesNotKnow() throws IOException {
        Files.writeString(path, "{\"later\": {\"a\": 1}, \"group\": \"old\"}");
        file.setGroup("web");
        assertEquals(1, file.read().path("later").path("a").asInt());
        assertEquals("web", file.group());
    }

    @Test
    void doesNotWriteWhatIsThereAlready() throws IOException {
        Files.writeString(path, "{ \"group\":\"web\" }");
        file.setGroup("web");
        assertEquals("{ \"group\":\"web\" }", Files.readString(path));
    }

    @Test
    void nothingRecordedNeedsNoFile() {
        file.setGroup("web");
        file.setGroup("");
        assertFalse(Files.exists(path));
    }

    @Test
    void aBrokenFileIsAnErrorWithItsName() throws IOException {
        for (String broken : List.of("{", "[]", "")) {
            Files.writeString(path, broken);
            JmException e = assertThrows(JmException.class, file::group);
            assertTrue(e.getMessage().contains(path.toString()), e.getMessage());
        }
    }

    @Test
    void theFileOfANewMachineIsMadeOfAllChangesBeforeItIsThere() throws IOException {
        Map<String, byte[]> files = ExtrasFile.content(path, draft -> {
            draft.setGroup("web");
            draft.setUnfinished(true);
            assertEquals("web", draft.group());
        });
        assertFalse(Files.exists(path));
        assertEquals(Set.of("jm.json"), files.keySet());
        Files.write(path, Objects.requireNonNull(files.get("jm.json")));
        assertEquals("web", file.group());
        assertTrue(file.isUnfinished());
        assertEquals(Map.of(), ExtrasFile.content(path, draft -> draft.setGroup("")));
    }
}
