package io.jm.engine;

import io.jm.base.JmException;
import io.jm.fuzz.FuzzTarget;
import io.jm.http.HttpCall;
import io.jm.http.HttpReply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Fuzzes the parser of an engine's version response. */
public final class ReplyTarget implements FuzzTarget {
    private static final String BODY = """
            {"Platform":{"Name":"Docker Engine"},"Components":[{"Name":"Engine","Details":{"Experimental":"false"}}],\
            "Version":"28.2.2","ApiVersion":"1.50","KernelVersion":"6.1.0","Number":1.5e3}
            """;

    @Override
    public String name() {
        return "reply";
    }

    @Override
    public List<byte[]> seeds() {
        String head = "HTTP/1.1 200 OK\r\nApi-Version: 1.50\r\nContent-Type: application/json\r\n";
        String size = Integer.toHexString(BODY.length());
        return List.of(
                bytes(head + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY),
                bytes(head + "\r\n" + BODY),
                bytes(head + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n" + BODY + "\r\n0\r\n\r\n"),
                bytes("HTTP/1.1 404 Not Found\r\nContent-Length: 13\r\n\r\nNo such image"),
                bytes("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<String> dictionary() {
        return List.of(
                "\r\n",
                "\r\n\r\n",
                "Content-Length: ",
                "Transfer-Encoding: chunked\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "-1",
                "99999999999",
                "7fffffff",
                "ffffffffffffffff",
                "1e-9999999999",
                "1e999",
                "-0",
                "null",
                "[[[[",
                "{\"a\":",
                "\\ud800",
                "\\u0000",
                "\"Version\":",
                "[]",
                "{}");
    }

    @Override
    public String parse(byte[] input) {
        try {
            HttpReply reply = new HttpCall(new ByteArrayInputStream(input), OutputStream.nullOutputStream())
                    .get("engine", "/version");
            return reply.code() + VersionAnswer.of(reply).version();
        } catch (IOException | JmException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
