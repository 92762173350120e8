package io.jm.go.text;

import io.jm.base.JmException;
import io.jm.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Fuzzes the parser of engine URLs. */
public final class UrlTarget implements FuzzTarget {
    @Override
    public String name() {
        return "url";
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                bytes("tcp://192.0.2.5:2376"),
                bytes("unix:///var/run/docker.sock"),
                bytes("tcp://[fe80::1%25eth0]:2376/path?query#fragment"),
                bytes("ssh://user:secret@host.example:22"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<String> dictionary() {
        return List.of(
                "://", "[", "]", "%", "%00", "%25", ":", "@", "?", "#", "/", "//", "70000", "-1", "\u0000", "..");
    }

    @Override
    public String parse(byte[] input) {
        try {
            GoUrl url = GoUrl.parse(new String(input, StandardCharsets.UTF_8));
            return url.scheme() + url.hostname().length() + url.port();
        } catch (JmException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
