package io.jm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages that docs/tasks explains, in tables whose first column is "message", are messages of the program. */
class QuotedMessagesTest {
    private static final Pattern TABLE = Pattern.compile("(?m)^\\| message \\|.*\\n\\|[ -|]*\\n((?:\\|.*\\n)+)");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    /** What stands for a value. */
    private static final Pattern VALUE = Pattern.compile("…");

    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
    /** A message of fewer characters would be found anywhere. */
    private static final int SHORT = 8;

    private static List<Path> files(String directory, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(directory))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static Map<String, Path> messages() throws IOException {
        Map<String, Path> messages = new TreeMap<>();
        for (Path page : files("docs/tasks", ".md")) {
            Matcher table = TABLE.matcher(Files.readString(page));
            while (table.find()) {
                for (String row : table.group(1).split("\n")) {
                    Matcher quoted = QUOTED.matcher(row.split("(?<!\\\\)\\|")[1]);
                    if (quoted.find()) {
                        messages.put(quoted.group(1), page);
                    }
                }
            }
        }
        return messages;
    }

    private static List<String> fragments(String message) {
        return Arrays.stream(VALUE.split(message)).map(String::strip).toList();
    }

    private static boolean contains(String source, List<String> fragments) {
        return fragments.stream().allMatch(source::contains);
    }

    @Test
    void everyMessageIsInTheSources() throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path file : files("src/main/java", ".java")) {
            sources.add(JOINED.matcher(Files.readString(file)).replaceAll("").replace("\\\"", "\""));
        }
        Map<String, Path> messages = messages();
        assertTrue(messages.values().stream().anyMatch(page -> page.endsWith("troubleshooting.md")));
        List<String> missing = new ArrayList<>();
        messages.forEach((message, page) -> {
            List<String> fragments = fragments(message);
            boolean telling = fragments.stream().anyMatch(fragment -> fragment.length() >= SHORT);
            if (!telling || sources.stream().noneMatch(source -> contains(source, fragments))) {
                missing.add(page + ": " + message);
            }
        });
        assertEquals(List.of(), missing, "no class has these messages with all of their parts");
    }
}
