package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.go.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SshArgumentsTest {
    private static SshArguments parse(String... words) {
        return SshArguments.parse(List.of(words));
    }

    @Test
    void optionsEndAtTheFirstOtherWord() {
        SshArguments words = parse("-t", "ls", "-l");
        assertEquals("ls -l", words.commandText());
        assertEquals(1, words.terminal());
    }

    @Test
    void twoDashesEndTheOptions() {
        assertEquals("echo -n x", parse("--", "echo", "-n", "x").commandText());
        assertEquals("-L", parse("--", "-L").commandText());
    }

    @Test
    void wordsAreJoinedAndNotQuotedAgain() {
        assertEquals("echo a   b c", parse("echo", "a   b", "c").commandText());
    }

    @Test
    void sendsTheCommandsThatTheOriginalSends() throws IOException {
        try (InputStream file = SshArgumentsTest.class.getResourceAsStream("/provision/ssh-box.json")) {
            JsonNode recorded =
                    JsonReader.read(Objects.requireNonNull(file).readAllBytes()).path("commands");
            assertEquals(4, recorded.size());
            for (JsonNode one : recorded) {
                List<String> words = new ArrayList<>();
                one.path("args").forEach(word -> words.add(word.asText()));
                SshArguments ours = SshArguments.parse(words.subList(2, words.size()));
                assertEquals(one.path("command").asText(), ours.commandText());
                assertEquals(words.contains("-t") ? 1 : 0, ours.terminal());
                assertNull(ours.foreign());
            }
        }
    }

    @Test
    void valuesMayBeAttachedOrFollow() {
        SshArguments words = parse("-p2222", "-l", "me", "-i", "/k", "-oPort=9", "id");
        assertEquals(2222, words.port());
        assertEquals("me", words.user());
        assertEquals(List.of(Path.of("/k")), words.keys());
        assertEquals("id", words.commandText());
        assertNull(words.foreign());
    }

    @Test
    void plainOptionsMayBeBundled() {
        SshArguments words = parse("-nqtt", "x");
        assertTrue(words.noInput());
        assertEquals(2, words.terminal());
        assertEquals(-1, parse("-T").terminal());
    }

    @Test
    void namesWhatOnlyTheSystemsClientCanDo() {
        assertEquals("-L", parse("-L", "8080:localhost:80", "-N").foreign());
        assertEquals("-C", parse("-C", "echo").foreign());
        assertEquals("-A", parse("-tA", "x").foreign());
        assertEquals("-o ProxyJump", parse("-o", "ProxyJump=gate").foreign());
        assertEquals("-p", parse("-p").foreign());
        assertEquals("echo", parse("-o", "ProxyJump=gate", "echo").commandText());
    }

    @Test
    void settingsAreReadWithOrWithoutAnEqualsSign() {
        SshArguments words = parse("-o", "User=you", "-o", "port 2200", "-o", "RequestTTY=force");
        assertEquals("you", words.user());
        assertEquals(2200, words.port());
        assertEquals(2, words.terminal());
        assertEquals(List.of("user", "port", "requesttty"), words.settings());
    }
}
