package io.jm.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import java.net.ProtocolException;
import org.junit.jupiter.api.Test;

class DownloadUrlTest {
    private static final String BASIC = "Basic bWU6cGFzcw==";

    @Test
    void keepsTheUserApart() {
        DownloadUrl url = DownloadUrl.of("HTTPS://me:pass@host:8443/a%20b/c%2B.img?x=1#f");
        assertEquals("https://host:8443/a%20b/c%2B.img?x=1", url.toString());
        assertEquals(BASIC, url.authorization());
        assertEquals("c+.img", url.fileName());
        assertEquals("", DownloadUrl.of("http://host").fileName());
    }

    @Test
    void theUserStaysOnTheServer() {
        DownloadUrl url = DownloadUrl.of("https://me:pass@host/a/b.img");
        assertEquals("https://host/a/SUMS", url.resolve("SUMS").toString());
        assertEquals(BASIC, url.resolve("SUMS").authorization());
        assertEquals("", url.resolve("https://host:8443/x").authorization());
        assertEquals("", url.resolve("https://other/x").authorization());
        assertEquals("", url.resolve("http://host/x").authorization());
    }

    @Test
    void aRedirectNeverLeadsFromHttpsToHttp() throws Exception {
        DownloadUrl secure = DownloadUrl.of("https://host/a");
        assertEquals(
                "a redirect from https to http is not followed",
                assertThrows(ProtocolException.class, () -> WebClient.follow(secure, "http://host/a"))
                        .getMessage());
        assertEquals(
                "https://host/b",
                WebClient.follow(DownloadUrl.of("http://host/a"), "https://host/b")
                        .toString());
        assertEquals("https://host/b", WebClient.follow(secure, "//host/b").toString());
    }

    @Test
    void showsNoPasswordOfAnInvalidUrl() {
        for (String url :
                new String[] {"ftp://u:secret@h/", "http://u:secret@h:y/", "http://u:secret@/", "http://u:sec ret@h/"
                }) {
            String message =
                    assertThrows(JmException.class, () -> DownloadUrl.of(url)).getMessage();
            assertTrue(!message.contains("secret") && !message.contains("sec ret"), message);
        }
    }
}
