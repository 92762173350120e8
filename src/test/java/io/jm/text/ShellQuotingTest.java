package io.jm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellQuotingTest {
    @Test
    void leavesPlainArgumentsUnquoted() {
        assertEquals(
                "docker-machine env --shell=fish box",
                ShellQuoting.join(List.of("docker-machine", "env", "--shell=fish", "box")));
    }

    @Test
    void quotesSpecialCharacters() {
        assertEquals("'a b' '' 'it'\\''s' '$x' '~' 'é'", ShellQuoting.join(List.of("a b", "", "it's", "$x", "~", "é")));
    }
}
