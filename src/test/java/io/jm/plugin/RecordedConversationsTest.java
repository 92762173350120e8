package io.jm.plugin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.go.gob.GobDecoder;
import io.jm.go.gob.GobInterface;
import io.jm.go.gob.GobType;
import io.jm.go.gob.GobWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Decodes each recorded conversation and encodes it again. */
class RecordedConversationsTest {
    private static final GobType REQUEST = new GobType.Struct(
            "Request",
            List.of(new GobType.Field("ServiceMethod", GobType.TEXT), new GobType.Field("Seq", GobType.UINT)));
    private static final GobType RESPONSE = new GobType.Struct(
            "Response",
            List.of(
                    new GobType.Field("ServiceMethod", GobType.TEXT),
                    new GobType.Field("Seq", GobType.UINT),
                    new GobType.Field("Error", GobType.TEXT)));
    private static final GobType NOTHING = new GobType.Struct("", List.of());

    @Test
    void eachRequestIsDecodedAndEncodedToTheSameBytes() throws IOException {
        int requests = 0;
        for (Map.Entry<String, List<RecordedConversations.Piece>> conversation :
                RecordedConversations.all().entrySet()) {
            List<byte[]> pieces = pieces(conversation.getValue(), true);
            GobDecoder decoder = decoder(pieces);
            GobWriter writer = new GobWriter(ProtocolTypes.registered());
            boolean optionsSeen = false;
            for (byte[] piece : pieces) {
                Map<?, ?> header = (Map<?, ?>) decoder.next();
                Object argument = decoder.next();
                byte[] again = again(writer, REQUEST, header, argument);
                requests++;
                optionsSeen |= argument instanceof GobInterface;
                // Go encodes a map in any order, so its types are defined in another place
                if (optionsSeen) {
                    assertEquals(plain(argument), plain(reread(header, argument, REQUEST)), conversation.getKey());
                } else {
                    assertArrayEquals(piece, again, conversation.getKey() + " request " + header);
                }
            }
        }
        assertTrue(requests > 2000, requests + " requests");
    }

    @Test
    void eachResponseIsDecodedAndEncodedToTheSameValue() throws IOException {
        int responses = 0;
        for (Map.Entry<String, List<RecordedConversations.Piece>> conversation :
                RecordedConversations.all().entrySet()) {
            List<byte[]> pieces = pieces(conversation.getValue(), false);
            if (pieces.isEmpty() || conversation.getKey().startsWith("bad-flags-odd")) {
                continue;
            }
            GobDecoder decoder = decoder(pieces);
            for (int i = 0; i < pieces.size(); i++) {
                Map<?, ?> header = (Map<?, ?>) decoder.next();
                Object result = decoder.next();
                responses++;
                assertEquals(plain(result), plain(reread(header, result, RESPONSE)), conversation.getKey());
            }
        }
        assertTrue(responses > 2000, responses + " responses");
    }

    @Test
    void flagsOfEachCoreDriverAreDecoded() throws IOException {
        int drivers = 0;
        for (Map.Entry<String, List<RecordedConversations.Piece>> conversation :
                RecordedConversations.all().entrySet()) {
            if (!conversation.getKey().startsWith("flags-")) {
                continue;
            }
            List<byte[]> pieces = pieces(conversation.getValue(), false);
            GobDecoder decoder = decoder(pieces);
            List<String> unknown = new ArrayList<>();
            for (int i = 0; i < pieces.size(); i++) {
                Map<?, ?> header = (Map<?, ?>) decoder.next();
                Object result = decoder.next();
                if (String.valueOf(header.get("ServiceMethod")).endsWith(".GetCreateFlags")) {
                    assertEquals(
                            ((List<?>) result).size(),
                            PluginFlags.read(result, unknown::add).size());
                    drivers++;
                }
            }
            assertEquals(List.of(), unknown, conversation.getKey());
        }
        assertTrue(drivers > 10, drivers + " drivers");
    }

    /** Returns the gob messages of one side, without the HTTP head. */
    private static List<byte[]> pieces(List<RecordedConversations.Piece> all, boolean fromClient) {
        List<byte[]> pieces = new ArrayList<>();
        for (RecordedConversations.Piece piece : all) {
            if (piece.fromClient() == fromClient) {
                pieces.add(piece.bytes());
            }
        }
        return pieces.isEmpty() ? pieces : pieces.subList(1, pieces.size());
    }

    private static GobDecoder decoder(List<byte[]> pieces) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        pieces.forEach(stream::writeBytes);
        return new GobDecoder(new ByteArrayInputStream(stream.toByteArray()));
    }

    private static byte[] again(GobWriter writer, GobType headerType, Map<?, ?> header, Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(writer.value(headerType, header));
        out.writeBytes(writer.value(type(value), value));
        return out.toByteArray();
    }

    private static Object reread(Map<?, ?> header, Object value, GobType headerType) throws IOException {
        byte[] bytes = again(new GobWriter(ProtocolTypes.registered()), headerType, header, value);
        GobDecoder decoder = new GobDecoder(new ByteArrayInputStream(bytes));
        assertEquals(header, decoder.next());
        return decoder.next();
    }

    private static GobType type(Object value) {
        if (value instanceof String) {
            return GobType.TEXT;
        } else if (value instanceof Long) {
            return GobType.INT;
        } else if (value instanceof byte[]) {
            return GobType.BYTES;
        } else if (value instanceof GobInterface) {
            return GobType.ANY;
        }
        return value instanceof List ? ProtocolTypes.flagList() : NOTHING;
    }

    /** Returns a value with sorted maps and without zero values, for comparison. */
    private static String plain(Object value) {
        if (value instanceof byte[] bytes) {
            return java.util.Arrays.toString(bytes);
        } else if (value instanceof GobInterface any) {
            return any.typeName() + "=" + plain(any.value());
        } else if (value instanceof List<?> list) {
            return list.stream().map(RecordedConversationsTest::plain).toList().toString();
        } else if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, element) -> sorted.put(String.valueOf(key), plain(element)));
            return sorted.toString();
        }
        return String.valueOf(value);
    }
}
