package io.jm.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NewerVersionTest extends ServedImages {
    @Test
    void asksForANewVersionAfterAMonth() throws Exception {
        server.answer(PATH, FileServer.file(IMAGE, "\"v1\""));
        CachedImage first = fetch();
        ticker.pass(Duration.ofDays(29));
        assertEquals(first, fetch());
        assertEquals(1, server.requests(PATH).size());
        ticker.pass(Duration.ofDays(2));
        assertEquals(first, fetch());
        assertEquals("HEAD", server.requests(PATH).get(1).method());
        assertEquals(first, fetch());
        assertEquals(2, server.requests(PATH).size());
        ticker.pass(Duration.ofDays(31));
        server.answer(PATH, FileServer.file(OTHER, "\"v2\""));
        assertNotEquals(first, fetch());
        assertTrue(Files.exists(first.file()));
    }

    @Test
    void usesTheOldVersionIfTheServerIsOutOfReach() throws Exception {
        server.answer(PATH, FileServer.file(IMAGE, "\"v1\""));
        CachedImage first = fetch();
        ticker.pass(Duration.ofDays(31));
        server.close();
        assertEquals(first, fetch());
        assertTrue(
                cache.output()
                        .contains("Whether there is a newer version of the image disk.qcow2 could not be checked"
                                + " (connection refused): using the one of 2026-01-01\n"),
                cache.output());
    }
}
