package io.jm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private static final Pattern CASE = Pattern.compile("case \"([a-z-]+)\" -> new ");

    /** Names that nobody lists would work, and be in no help, completion or manual. */
    @Test
    void everyCommandThatIsCreatedIsListed() throws IOException {
        Set<String> created = new TreeSet<>();
        Matcher each = CASE.matcher(Files.readString(Path.of("src/main/java/io/jm/cli/command/Commands.java")));
        while (each.find()) {
            created.add(each.group(1));
        }
        assertEquals(created, new TreeSet<>(new Commands().names()));
    }
}
