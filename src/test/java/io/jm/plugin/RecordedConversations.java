package io.jm.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The recorded traffic of docker-machine 0.16.2 and its plugins, 231 conversations: a line {@code # NAME} starts one,
 * then each line is {@code c2s} or {@code s2c} and the bytes of an HTTP head, a request or a response.
 */
final class RecordedConversations {
    private RecordedConversations() {}

    /**
     * A message of a conversation.
     *
     * @param fromClient whether the client sent it
     */
    record Piece(boolean fromClient, byte[] bytes) {}

    static Map<String, List<Piece>> all() throws IOException {
        Map<String, List<Piece>> all = new LinkedHashMap<>();
        try (InputStream file = RecordedConversations.class.getResourceAsStream("/plugin/captures.txt.gz");
                InputStream in = new GZIPInputStream(file)) {
            List<Piece> pieces = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
                String rest = line.substring(line.indexOf(' ') + 1);
                if (line.startsWith("# ")) {
                    pieces = new ArrayList<>();
                    all.put(rest, pieces);
                } else {
                    pieces.add(new Piece(line.startsWith("c2s "), HexFormat.of().parseHex(rest)));
                }
            }
        }
        return all;
    }
}
