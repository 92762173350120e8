package io.jm.engine;

import static io.jm.engine.HostilePeer.drips;
import static io.jm.engine.HostilePeer.floods;
import static io.jm.engine.HostilePeer.sends;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Responses of hostile engines without TLS; where Go's library has a message, jm prints the same. */
class HostileHttpTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String GOOD = OK + "Content-Length: 20\r\n\r\n{\"Version\":\"28.2.2\"}";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String BROKEN = "net/http: HTTP/1.x transport connection broken: ";
    private static final String TOO_MUCH = "the response has more than 1 MiB (the limit)";
    private static final EngineTls NONE = new EngineTls(Path.of("/none"), Path.of("/none"), Path.of("/none"));

    @TempDir
    Path directory;

    private static DynamicTest answer(String name, HostilePeer.Behaviour talk, String reason) {
        return DynamicTest.dynamicTest(name, () -> {
            try (HostilePeer peer = HostilePeer.of(talk)) {
                String prefix = "Get \"http://" + peer.hostPort() + "/v1.15/version\": ";
                String message = HostilePeer.message(() -> ask("http://" + peer.hostPort()));
                String rest = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
                assertEquals(reason, rest.replaceAll("127.0.0.1:\\d+->127.0.0.1:\\d+", "ENDS"));
            }
        });
    }

    private static DynamicTest answer(String name, String bytes, String reason) {
        return answer(name, sends(bytes), reason);
    }

    private static String ask(String url) {
        return new SocketEngineClient().version(url, NONE, HostilePeer.LIMIT);
    }

    private static DynamicTest version(String name, String bytes, String version) {
        return DynamicTest.dynamicTest(name, () -> {
            try (HostilePeer peer = HostilePeer.of(sends(bytes))) {
                assertEquals(version, ask("http://" + peer.hostPort()));
            }
        });
    }

    @TestFactory
    List<DynamicTest> whatIsNotHttp() {
        return List.of(
                answer("nothing", "", "EOF"),
                answer("silence", HostilePeer.silence(), "i/o timeout"),
                answer("a reset", HostilePeer.resets(), "read tcp ENDS: read: connection reset by peer"),
                answer("an SSH server", "SSH-2.0-x\r\n", BROKEN + "malformed HTTP response \"SSH-2.0-x\""),
                answer("HTTP/0.9", "{\"Version\":\"1\"}", BROKEN + "malformed HTTP response \"{\"Version\":\"1\"}\""),
                answer(
                        "HTTP/2's preface",
                        "\0\0\u0012\u0004",
                        BROKEN + "malformed HTTP response \"\\x00\\x00\\x12\\x04\""),
                answer("HTTP/2's name", "HTTP/2 200 OK\r\n\r\n", BROKEN + "malformed HTTP version \"HTTP/2\""),
                answer("half a status line", "HTTP/1.1 20", BROKEN + "malformed HTTP status code \"20\""),
                answer("a status of letters", "HTTP/1.1 abc\r\n\r\n", BROKEN + "malformed HTTP status code \"abc\""),
                answer("a long status", "HTTP/1.1 20000 O\r\n\r\n", BROKEN + "malformed HTTP status code \"20000\""),
                answer("a low status", "HTTP/1.1 099 OK\r\n\r\n", BROKEN + "malformed HTTP status code \"099\""),
                answer("half a head", OK + "X: y\r\n", "unexpected EOF"),
                answer("half a header", OK + "Cont", BROKEN + "malformed MIME header: missing colon: \"Cont\""),
                answer("no header", OK + "a b\r\n\r\n", BROKEN + "malformed MIME header: missing colon: \"a b\""));
    }

    @TestFactory
    List<DynamicTest> liesAboutLength() {
        return List.of(
                answer("less than Content-Length", OK + "Content-Length: 200\r\n\r\n{}", "unexpected EOF"),
                answer("negative", OK + "Content-Length: -5\r\n\r\n{}", BROKEN + "bad Content-Length \"-5\""),
                answer("with a plus sign", OK + "Content-Length: +2\r\n\r\n{}", BROKEN + "bad Content-Length \"+2\""),
                answer("no number", OK + "Content-Length: x\r\n\r\n{}", BROKEN + "bad Content-Length \"x\""),
                answer(
                        "two lengths",
                        OK + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                        BROKEN + "http: message cannot contain multiple Content-Length headers; got [\"2\" \"3\"]"),
                answer("huge", OK + "Content-Length: 99999999999999\r\n\r\n{}", TOO_MUCH),
                answer(
                        "beyond all numbers",
                        OK + "Content-Length: 99999999999999999999\r\n\r\n{}",
                        BROKEN + "bad Content-Length \"99999999999999999999\""),
                answer("no chunk", CHUNKED + "zz\r\n{}", "invalid byte in chunk length: \"zz\""),
                answer("a negative chunk", CHUNKED + "-2\r\n{}", "invalid byte in chunk length: \"-2\""),
                answer("an empty chunk line", CHUNKED + "\r\n{}", "invalid byte in chunk length: \"\""),
                answer("half a chunk", CHUNKED + "ff\r\n{}", "unexpected EOF"),
                answer("a chunk that is too long", CHUNKED + "2\r\n{}xx\r\n0\r\n\r\n", "malformed chunked encoding"),
                answer("a huge chunk", CHUNKED + "7fffffff\r\n{}", TOO_MUCH),
                answer("beyond", CHUNKED + "fffffffff\r\n", "http chunk length too large: \"fffffffff\""),
                answer(
                        "another encoding",
                        OK + "Transfer-Encoding: gzip, chunked\r\n\r\n{}",
                        BROKEN + "unsupported transfer encoding: \"gzip, chunked\""));
    }

    @TestFactory
    List<DynamicTest> floodsAndDrips() {
        String tooLong = BROKEN + "net/http: server response headers exceeded 65536 bytes; aborted";
        return List.of(
                answer("a status without end", floods("HTTP/1.1 200 ", "x"), tooLong),
                answer("a header without end", floods(OK + "X: ", "x"), tooLong),
                answer("headers without end", floods(OK, "X: y\r\n"), tooLong),
                answer(
                        "interim without end",
                        floods("", "HTTP/1.1 100 Continue\r\n\r\n"),
                        BROKEN + "net/http: too many 1xx informational responses"),
                answer("a body without end", floods(OK + "\r\n", "x"), TOO_MUCH),
                answer("chunks without end", floods(CHUNKED, "400\r\n" + "x".repeat(1024) + "\r\n"), TOO_MUCH),
                answer("chunk names without end", floods(CHUNKED + "1;", "x"), tooLong),
                answer("a dripping status", drips(new byte[0], (byte) 'H'), "i/o timeout"),
                answer("a dripping head", drips(OK.getBytes(StandardCharsets.US_ASCII), (byte) 'x'), "i/o timeout"),
                answer(
                        "a dripping body",
                        drips((OK + "\r\n").getBytes(StandardCharsets.US_ASCII), (byte) ' '),
                        "i/o timeout"));
    }

    @TestFactory
    List<DynamicTest> answersThatAreNoVersion() {
        String deep = "[".repeat(500_000);
        return List.of(
                answer("not found", "HTTP/1.1 404 Not Found\r\n\r\n", "Not found"),
                answer("no image", "HTTP/1.1 404 Not Found\r\n\r\nNo such image: x\n", "Image not found"),
                answer("message of a 404", "HTTP/1.1 404 Not Found\r\n\r\nnope\r\nnever\n", "nope\\r\\nnever"),
                answer("forbidden", "HTTP/1.1 403 Forbidden\r\n\r\nno \u001b[31mway", "403 Forbidden: no \\x1b[31mway"),
                answer(
                        "bytes in a status",
                        "HTTP/1.1 500 \u001b]0;x\u0007\u009b\r\n\r\n",
                        "500 \\x1b]0;x\\x07\\u009b: "),
                answer(
                        "a long excuse",
                        "HTTP/1.1 500 Oh\r\n\r\n" + "x".repeat(5000),
                        "500 Oh: " + "x".repeat(1024) + "…"),
                answer(
                        "a redirection",
                        "HTTP/1.1 301 Moved\r\nLocation: http://192.0.2.1/\u001b\r\n\r\n",
                        "301 Moved: a redirection to http://192.0.2.1/\\x1b, which is not followed"),
                answer(
                        "one to nowhere",
                        "HTTP/1.1 302 Found\r\n\r\n",
                        "302 Found: a redirection, which is not followed"),
                answer("no body", "HTTP/1.1 204 No Content\r\n\r\n", "unexpected end of JSON input"),
                answer("another protocol", "HTTP/1.1 101 Up\r\n\r\n", "unexpected end of JSON input"),
                answer("no JSON", OK + "\r\nnow", "invalid character 'o' in literal null (expecting 'u')"),
                answer(
                        "compressed JSON",
                        OK + "Content-Encoding: gzip\r\n\r\n\u001f\u008b\b",
                        "invalid character '\\x1f' looking for beginning of value"),
                answer("deep JSON", OK + "\r\n" + deep, "exceeded max depth"),
                answer("data after it", OK + "\r\n{} {}", "invalid character '{' after top-level value"));
    }

    @TestFactory
    List<DynamicTest> versionsAllTheSame() {
        String many = "[" + "[],".repeat(200_000) + "1e-9999999999]";
        return List.of(
                version("interim", "HTTP/1.1 100 Continue\r\n\r\n".repeat(3) + GOOD, "28.2.2"),
                version("bare line feeds", GOOD.replace("\r\n", "\n"), "28.2.2"),
                version("HTTP/1.0", GOOD.replace("1.1", "1.0"), "28.2.2"),
                version("no reason", GOOD.replace(" OK", ""), "28.2.2"),
                version("chunk names", CHUNKED + "14;x=y\r\n{\"Version\":\"28.2.2\"}\r\n0\r\n\r\n", "28.2.2"),
                version("invalid numbers next to it", OK + "\r\n{\"a\":" + many + ",\"Version\":\"1\"}", "1"),
                version("a number", OK + "\r\n{\"Version\":1}", ""),
                version("an object", OK + "\r\n{\"Version\":{\"Version\":\"1\"}}", ""),
                version("no object", OK + "\r\n[{\"Version\":\"1\"}]", ""),
                version("escapes", OK + "\r\n{\"Version\":\"1\\u001b[2J\\n2\"}", "1\\x1b[2J\\n2"),
                version("a long one", OK + "\r\n{\"Version\":\"" + "9".repeat(900) + "\"}", "9".repeat(200) + "…"));
    }

    @Test
    void aSlowSocketTimesOut() throws Exception {
        Path path = directory.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            Thread thread = new Thread(() -> drip(server));
            thread.setDaemon(true);
            thread.start();
            String message = HostilePeer.message(() -> ask("unix://" + path));
            assertEquals("Get \"http://unix.sock/v1.15/version\": i/o timeout", message);
        }
    }

    private static void drip(ServerSocketChannel server) {
        try (SocketChannel client = server.accept()) {
            while (client.isConnected()) {
                client.write(ByteBuffer.wrap(new byte[] {'H'}));
                Thread.sleep(50);
            }
        } catch (Exception e) {
            return;
        }
    }

    @TestFactory
    List<DynamicTest> addressesThatLeadNowhere() {
        String cannotConnect = "Cannot connect to the docker engine endpoint";
        return List.of(
                address("tcp://127.0.0.1:70000", "address 70000: invalid port", true),
                address("http://127.0.0.1:99999999999", "address 99999999999: invalid port", false),
                address("http://[::1%25none]:1", "lookup ::1%none: no such host", false),
                address("unix:///" + "x".repeat(200), cannotConnect, false),
                address("unix://a\0b", "invalid control character in URL", false),
                address("unix://", cannotConnect, false),
                address("ssh://u:p@127.0.0.1:1", "unsupported protocol scheme \"ssh\"", false),
                address("npipe:////./pipe/docker_engine", "unsupported protocol scheme \"npipe\"", false),
                address("gopher://127.0.0.1:1", "unsupported protocol scheme \"gopher\"", false));
    }

    private static DynamicTest address(String url, String reason, boolean tls) {
        return DynamicTest.dynamicTest(url, () -> {
            String message = HostilePeer.message(() -> ask(url));
            assertTrue(tls ? message.startsWith("Unable to read TLS config") : message.endsWith(reason), message);
        });
    }
}
