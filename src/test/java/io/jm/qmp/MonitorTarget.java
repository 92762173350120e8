package io.jm.qmp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.fuzz.FuzzTarget;
import io.jm.go.json.GoJsonWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Fuzzes the reader of what QEMU's monitor sends. */
public final class MonitorTarget implements FuzzTarget {
    @Override
    public String name() {
        return "monitor";
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                bytes("""
                        {"QMP": {"version": {"qemu": {"micro": 22, "minor": 2, "major": 7}, "package": ""}, "capabilities": ["oob"]}}\r
                        {"return": {}, "id": 1}\r
                        """),
                bytes(
                        "{\"timestamp\": {\"seconds\": 1795818554, \"microseconds\": 389800}, \"event\": \"POWERDOWN\"}\r\n"),
                bytes(
                        "{\"id\": 2, \"error\": {\"class\": \"CommandNotFound\", \"desc\": \"no\"}}\n\r\n\n{\"return\": \"\"}\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<String> dictionary() {
        return List.of(
                "\r\n",
                "{\"return\":",
                "{\"event\":",
                "\"id\":",
                "null",
                "[[[[",
                "{\"a\":",
                "1e999",
                "-0",
                "\\ud800",
                "\0");
    }

    @Override
    public String parse(byte[] input) {
        ByteBuffer rest = ByteBuffer.wrap(input);
        QmpReader reader = new QmpReader(target -> {
            if (!rest.hasRemaining()) {
                return -1;
            }
            int length = Math.min(Math.min(rest.remaining(), target.remaining()), 100);
            target.put(rest.slice(rest.position(), length));
            rest.position(rest.position() + length);
            return length;
        });
        StringBuilder outcome = new StringBuilder();
        try {
            while (true) {
                ObjectNode message = reader.next();
                if (message != null) {
                    outcome.append(GoJsonWriter.compact(message)).append('\n');
                }
            }
        } catch (IOException e) {
            return outcome.append(e.getMessage()).toString();
        }
    }
}
