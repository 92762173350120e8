package io.jm.go.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jm.base.JmException;
import io.jm.testkit.Recorded;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoUrlTest {
    @Test
    void parsesUrlsAsGoDoes() {
        for (List<String> row : Recorded.table("/text/go-urls.tsv")) {
            assertEquals(row.subList(1, row.size()), parsed(row.get(0)), row.get(0));
        }
    }

    @Test
    void keepsUserAndFragment() {
        GoUrl url = GoUrl.parse("tcp://u:p@h:1/p?q=1#f");
        assertEquals("u:p", url.userInfo());
        assertEquals("f", url.fragment());
    }

    private static List<String> parsed(String text) {
        try {
            GoUrl url = GoUrl.parse(text);
            return List.of(url.scheme(), url.opaque(), url.host(), url.path(), url.query(), url.hostname(), url.port());
        } catch (JmException e) {
            return List.of("ERR", e.getMessage());
        }
    }
}
