package io.jm.go.gob;

import io.jm.fuzz.FuzzTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Fuzzes the decoder with the bytes of a plugin. */
public final class GobTarget implements FuzzTarget {
    @Override
    public String name() {
        return "gob";
    }

    /** Recorded connections, both directions. */
    @Override
    public List<byte[]> seeds() throws IOException {
        List<byte[]> streams = new ArrayList<>();
        try (InputStream file = GobTarget.class.getResourceAsStream("/plugin/captures.txt.gz");
                InputStream in = new GZIPInputStream(file)) {
            for (String conversation : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("(?m)^(?=# )")) {
                for (String side : List.of("c2s ", "s2c ")) {
                    StringBuilder hex = new StringBuilder();
                    conversation
                            .lines()
                            .filter(line -> line.startsWith(side))
                            .skip(1)
                            .forEach(line -> hex.append(line, 4, line.length()));
                    if (!hex.isEmpty()) {
                        streams.add(HexFormat.of().parseHex(hex));
                    }
                }
            }
        }
        return streams;
    }

    @Override
    public List<String> dictionary() {
        return List.of("\u0000", "\u0001\u0000", "[]string", "map[string]interface {}", "\u007f\u007f\u007f\u007f");
    }

    @Override
    public String parse(byte[] input) {
        GobDecoder decoder = new GobDecoder(new ByteArrayInputStream(input));
        int values = 0;
        try {
            while (true) {
                decoder.next();
                values++;
            }
        } catch (IOException e) {
            return Integer.toBinaryString(values) + e.getMessage();
        }
    }
}
