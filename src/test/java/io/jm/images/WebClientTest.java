package io.jm.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebClientTest extends ServedImages {
    @Test
    void followsRedirectsButNotForEver() throws Exception {
        server.answer("/here", (request, out) -> out.write(FileServer.head("302 Found", "Location: /dir/disk.qcow2")));
        server.answer(PATH, FileServer.file(IMAGE, "\"v1\""));
        assertEquals(server.url("/here"), cache.fetch(server.url("/here")).source());
        server.answer("/loop", (request, out) -> out.write(FileServer.head("301 Moved", "Location: /loop")));
        assertEquals(
                "the image loop cannot be downloaded from " + server.url("/loop") + ": more than 10 redirects",
                refusal(() -> cache.fetch(server.url("/loop"))));
        assertEquals(11, server.requests("/loop").size());
        server.answer(
                "/file", (request, out) -> out.write(FileServer.head("302 Found", "Location: file:///etc/passwd")));
        assertTrue(refusal(() -> cache.fetch(server.url("/file"))).contains("the redirect is not usable"));
    }

    @Test
    void sendsTheUserToItsServerOnlyAndRecordsItNowhere() throws Exception {
        try (FileServer second = new FileServer()) {
            second.answer(PATH, FileServer.file(IMAGE, "\"v1\""));
            server.answer(
                    "/here",
                    (request, out) -> out.write(FileServer.head("307 Moved", "Location: " + second.url(PATH))));
            String url = "http://me:secret@127.0.0.1:" + server.port() + "/here";
            cache.fetch(url);
            assertEquals("Basic bWU6c2VjcmV0", server.requests("/here").get(0).header("authorization"));
            assertEquals("", second.requests(PATH).get(0).header("authorization"));
            String recorded = cache.output() + Files.readString(cache.layout().imageIndex());
            assertFalse(recorded.contains("secret"), recorded);
            assertTrue(recorded.contains(server.url("/here")), recorded);
        }
        for (String url : List.of("http://me:secret@host:x/", "ftp://me:secret@host/", "http://me:secret@/")) {
            String message = refusal(() -> cache.fetch(url));
            assertFalse(message.contains("secret"), message);
        }
    }

    @Test
    void asksAProxyExceptForExcludedHosts() throws Exception {
        String url = "http://images.example/a.qcow2";
        server.answer(url, asking(FileServer.file(IMAGE, "\"v1\"")));
        String proxy = "http://me:pass@127.0.0.1:" + server.port();
        cache = cache(Map.of("http_proxy", proxy, "no_proxy", "other.example,.invalid"));
        assertEquals(url, cache.fetch(url).source());
        int before = server.requests().size();
        assertTrue(refusal(() -> cache.fetch("http://sub.invalid/a.qcow2"))
                .endsWith("the host sub.invalid is not known (no network?)"));
        assertEquals(before, server.requests().size());
    }

    @Test
    void tunnelsThroughAProxyForHttps() {
        server.answer("images.example:443", asking((request, out) -> out.write(FileServer.head("200 Established"))));
        cache = cache(Map.of("HTTPS_PROXY", "http://me:pass@127.0.0.1:" + server.port()));
        refusal(() -> cache.fetch("https://me:other@images.example/a.qcow2"));
        List<FileServer.Request> requests = server.requests("images.example:443");
        assertEquals("CONNECT", requests.get(0).method());
        assertEquals("", requests.get(0).header("authorization"));
        assertEquals("Basic bWU6cGFzcw==", requests.get(requests.size() - 1).header("proxy-authorization"));
    }

    /** A proxy that wants a password. */
    private static FileServer.Answer asking(FileServer.Answer answer) {
        return (request, out) -> {
            if (request.header("proxy-authorization").equals("Basic bWU6cGFzcw==")) {
                answer.write(request, out);
            } else {
                out.write(FileServer.head(
                        "407 Proxy Authentication Required",
                        "Proxy-Authenticate: Basic realm=\"x\"",
                        "Content-Length: 0"));
            }
        };
    }

    @Test
    void reportsThatAProxyIsNotUsable() {
        cache = cache(Map.of("HTTP_PROXY", "socks5://me:pass@host:1"));
        assertEquals(
                "HTTP_PROXY is not the URL of an HTTP proxy, such as http://proxy.example.com:3128",
                refusal(() -> cache.fetch("http://images.example/a.qcow2")));
    }
}
