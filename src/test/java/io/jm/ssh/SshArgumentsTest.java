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
    private static SshArguments parse(String... arguments) {
        return SshArguments.parse(List.of(arguments));
    }

    @Test
    void optionsEndAtTheFirstOtherArgument() {
        SshArguments arguments = parse("-t", "ls", "-l");
        assertEquals("ls -l", arguments.commandText());
        assertEquals(1, arguments.terminal());
    }

    @Test
    void twoDashesEndTheOptions() {
        assertEquals("echo -n x", parse("--", "echo", "-n", "x").commandText());
        assertEquals("-L", parse("--", "-L").commandText());
    }

    @Test
    void argumentsAreJoinedWithoutQuoting() {
        assertEquals("echo a   b c", parse("echo", "a   b", "c").commandText());
    }

    @Test
    void sendsTheCommandsThatDockerMachineSends() throws IOException {
        try (InputStream file = SshArgumentsTest.class.getResourceAsStream("/provision/ssh-box.json")) {
            JsonNode recorded =
                    JsonReader.read(Objects.requireNonNull(file).readAllBytes()).path("commands");
            assertEquals(4, recorded.size());
            for (JsonNode one : recorded) {
                List<String> arguments = new ArrayList<>();
                one.path("args").forEach(word -> arguments.add(word.asText()));
                SshArguments ours = SshArguments.parse(arguments.subList(2, arguments.size()));
                assertEquals(one.path("command").asText(), ours.commandText());
                assertEquals(arguments.contains("-t") ? 1 : 0, ours.terminal());
                assertNull(ours.unsupported());
            }
        }
    }

    @Test
    void valuesMayBeAttachedOrFollow() {
        SshArguments arguments = parse("-p2222", "-l", "me", "-i", "/k", "-oPort=9", "id");
        assertEquals(2222, arguments.port());
        assertEquals("me", arguments.user());
        assertEquals(List.of(Path.of("/k")), arguments.keys());
        assertEquals("id", arguments.commandText());
        assertNull(arguments.unsupported());
    }

    @Test
    void flagsMayBeBundled() {
        SshArguments arguments = parse("-nqtt", "x");
        assertTrue(arguments.noInput());
        assertEquals(2, arguments.terminal());
        assertEquals(-1, parse("-T").terminal());
    }

    @Test
    void namesTheOptionThatOnlyTheSystemsClientSupports() {
        assertEquals("-L", parse("-L", "8080:localhost:80", "-N").unsupported());
        assertEquals("-C", parse("-C", "echo").unsupported());
        assertEquals("-A", parse("-tA", "x").unsupported());
        assertEquals("-o ProxyJump", parse("-o", "ProxyJump=gate").unsupported());
        assertEquals("-p", parse("-p").unsupported());
        assertEquals("echo", parse("-o", "ProxyJump=gate", "echo").commandText());
    }

    @Test
    void settingsAreParsedWithOrWithoutAnEqualsSign() {
        SshArguments arguments = parse("-o", "User=you", "-o", "port 2200", "-o", "RequestTTY=force");
        assertEquals("you", arguments.user());
        assertEquals(2200, arguments.port());
        assertEquals(2, arguments.terminal());
        assertEquals(List.of("user", "port", "requesttty"), arguments.settings());
    }
}
