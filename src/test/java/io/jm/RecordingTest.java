package io.jm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.go.json.JsonReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The recording of the README is the one that scripts/recording/record has made of its session. */
class RecordingTest {
    private static final Path CAST = Path.of("docs/recording.cast");
    private static final Path SVG = Path.of("docs/recording.svg");
    private static final Path SESSION = Path.of("scripts/recording/session");
    private static final Pattern TYPED = Pattern.compile("(?m)^\\$ (.+)$");
    private static final Pattern ELEMENT = Pattern.compile("<text [^>]*>([^<]*)</text>");

    /** Returns what the terminal has shown, without colours. */
    private static String shown() throws Exception {
        List<String> lines = Files.readAllLines(CAST);
        assertEquals(2, JsonReader.read(lines.get(0)).path("version").asInt());
        StringBuilder shown = new StringBuilder();
        for (String line : lines.subList(1, lines.size())) {
            JsonNode event = JsonReader.read(line);
            assertEquals("o", event.path(1).asText());
            shown.append(event.path(2).asText());
        }
        return shown.toString().replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "").replace("\r", "");
    }

    @Test
    void itShowsTheCommandsOfItsSession() throws Exception {
        List<String> typed = new ArrayList<>();
        Matcher line = TYPED.matcher(shown());
        while (line.find()) {
            typed.add(line.group(1));
        }
        assertEquals(Files.readAllLines(SESSION), typed);
    }

    @Test
    void thePictureIsOfThisRecording() throws Exception {
        String picture = Files.readString(SVG);
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(CAST));
        assertTrue(picture.contains(HexFormat.of().formatHex(sum)), SVG + " is stale: run scripts/recording/draw");
        String shown = shown();
        Matcher text = ELEMENT.matcher(picture);
        int words = 0;
        for (; text.find(); words++) {
            String word = text.group(1)
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&#x27;", "'")
                    .replace("&amp;", "&");
            assertTrue(shown.contains(word), () -> SVG + " shows what the recording does not: " + word);
        }
        assertTrue(words > 100, words + " words");
    }

    @Test
    void thePictureLoadsNothing() throws Exception {
        String picture = Files.readString(SVG);
        assertFalse(picture.contains("<script"));
        assertFalse(Pattern.compile("href=\"[^#]|url\\((?!#)|@import")
                .matcher(picture)
                .find());
    }
}
