package io.jm.go.gob;

import io.jm.os.Limits;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decodes a stream of Go values by the type definitions in the stream. A struct becomes a {@code Map} by field name
 * without the omitted zeros, a slice a {@code List}, bytes a {@code byte[]}, a number a {@code Long}, an interface
 * a {@link GobInterface} or {@link GobNil}.
 */
public final class GobDecoder {
    /** The maximum of numbers, strings and structs in one value; each uses about 100 bytes of memory. */
    private static final int MAX_PARTS = 50_000;
    /** The maximum of types and fields in a stream; real drivers have about twenty. */
    private static final int MAX_TYPES = 10_000;

    private static final int MAX_DEPTH = 64;
    private static final WireType COMMON = new WireType.Struct(List.of("Name", "Id"), List.of(6L, 2L));

    private final InputStream in;
    private final Map<Long, WireType> types = new HashMap<>();
    private byte[] message = new byte[0];
    private int at;
    private long bytesLeft;
    private int partsLeft;
    private int typesLeft = MAX_TYPES;
    private int typeBytesLeft = Limits.PLUGIN_TYPES;

    public GobDecoder(InputStream in) {
        this.in = in;
        types.put(16L, struct(List.of("ArrayT", "SliceT", "StructT", "MapT"), 17L, 19L, 20L, 23L));
        types.put(17L, struct(List.of("Common", "Elem", "Len"), 18L, 2L, 2L));
        types.put(18L, COMMON);
        types.put(19L, struct(List.of("Common", "Elem"), 18L, 2L));
        types.put(20L, struct(List.of("Common", "Field"), 18L, 22L));
        types.put(21L, COMMON);
        types.put(22L, new WireType.Sequence(21));
        types.put(23L, struct(List.of("Common", "Key", "Elem"), 18L, 2L, 2L));
    }

    private static WireType struct(List<String> names, Long... types) {
        return new WireType.Struct(names, List.of(types));
    }

    /**
     * Returns the next value.
     *
     * @throws EOFException at the end of the stream
     * @throws GobException if the bytes are not valid gob
     */
    public Object next() throws IOException {
        if (at != message.length) {
            throw new GobException("extra data in buffer");
        }
        bytesLeft = Limits.PLUGIN_ANSWER;
        partsLeft = MAX_PARTS;
        return top(typeSequence(false), 0);
    }

    private long typeSequence(boolean inInterface) throws IOException {
        while (true) {
            if (at == message.length) {
                nextMessage();
            }
            long id = signed();
            if (id >= 0) {
                return id;
            }
            define(-id);
            if (at < message.length) {
                if (!inInterface) {
                    throw new GobException("extra data in buffer");
                }
                unsigned();
            }
        }
    }

    private void define(long id) throws IOException {
        if (id < 64 || types.containsKey(id)) {
            throw new GobException("duplicate type received");
        }
        int partsBefore = partsLeft;
        int start = at;
        if (!(value(16, 0) instanceof Map<?, ?> wire)) {
            throw new GobException("bad type definition");
        }
        typesLeft -= partsBefore - partsLeft;
        typeBytesLeft -= at - start;
        if (typesLeft < 0 || typeBytesLeft < 0) {
            throw new GobException("too many types");
        }
        if (wire.get("StructT") instanceof Map<?, ?> struct) {
            List<String> names = new ArrayList<>();
            List<Long> fields = new ArrayList<>();
            if (struct.get("Field") instanceof List<?> list) {
                for (Object field : list) {
                    Map<?, ?> one = (Map<?, ?>) field;
                    names.add(one.get("Name") instanceof String name ? name : "");
                    fields.add(number(one, "Id"));
                }
            }
            types.put(id, new WireType.Struct(names, fields));
        } else if (wire.get("MapT") instanceof Map<?, ?> map) {
            types.put(id, new WireType.Table(number(map, "Key"), number(map, "Elem")));
        } else if (wire.get("SliceT") instanceof Map<?, ?> slice) {
            types.put(id, new WireType.Sequence(number(slice, "Elem")));
        } else if (wire.get("ArrayT") instanceof Map<?, ?> array) {
            types.put(id, new WireType.Sequence(number(array, "Elem")));
        } else {
            throw new GobException("unsupported type definition");
        }
    }

    private static long number(Map<?, ?> struct, String field) {
        return struct.get(field) instanceof Long number ? number : 0;
    }

    private Object top(long type, int depth) throws IOException {
        if (!(types.get(type) instanceof WireType.Struct) && unsigned() != 0) {
            throw new GobException("non-zero delta for singleton");
        }
        return value(type, depth);
    }

    private Object value(long id, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new GobException("value nested too deeply");
        }
        if (--partsLeft < 0) {
            throw new GobException("value too large");
        }
        if (id == 1) {
            return unsigned() != 0;
        } else if (id == 2) {
            return signed();
        } else if (id == 3) {
            return unsigned();
        } else if (id == 4) {
            return Double.longBitsToDouble(Long.reverseBytes(unsigned()));
        } else if (id == 5) {
            return bytes();
        } else if (id == 6) {
            return new String(bytes(), StandardCharsets.UTF_8);
        } else if (id == 8) {
            return interfaceValue(depth);
        }
        WireType type = types.get(id);
        if (type instanceof WireType.Struct struct) {
            return fields(struct, depth);
        } else if (type instanceof WireType.Sequence sequence) {
            return elements(sequence, depth);
        } else if (type instanceof WireType.Table table) {
            return entries(table, depth);
        }
        throw new GobException("unknown type id " + id);
    }

    private Object interfaceValue(int depth) throws IOException {
        String name = new String(bytes(), StandardCharsets.UTF_8);
        if (name.isEmpty()) {
            return GobNil.NIL;
        }
        long type = typeSequence(true);
        unsigned();
        return new GobInterface(name, top(type, depth + 1));
    }

    private Map<String, Object> fields(WireType.Struct struct, int depth) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        long field = -1;
        for (long delta = unsigned(); delta != 0; delta = unsigned()) {
            field += delta;
            if (delta < 0 || field >= struct.names().size()) {
                throw new GobException("bad field number");
            }
            int index = (int) field;
            fields.put(struct.names().get(index), value(struct.types().get(index), depth + 1));
        }
        return fields;
    }

    private List<Object> elements(WireType.Sequence sequence, int depth) throws IOException {
        long count = unsigned();
        List<Object> list = new ArrayList<>();
        // the value may continue in later messages, so the message length cannot bound the count; MAX_PARTS does
        for (long i = 0; i != count; i++) {
            list.add(value(sequence.element(), depth + 1));
        }
        return list;
    }

    private Map<Object, Object> entries(WireType.Table table, int depth) throws IOException {
        long count = unsigned();
        Map<Object, Object> map = new LinkedHashMap<>();
        for (long i = 0; i != count; i++) {
            Object key = value(table.key(), depth + 1);
            if (!(key instanceof String || key instanceof Long || key instanceof Boolean)) {
                throw new GobException("unsupported type of a map's keys");
            }
            map.put(key, value(table.value(), depth + 1));
        }
        return map;
    }

    private byte[] bytes() throws IOException {
        long count = unsigned();
        if (count < 0 || count > message.length - at) {
            throw new GobException("length exceeds the message");
        }
        byte[] bytes = Arrays.copyOfRange(message, at, at + (int) count);
        at += (int) count;
        return bytes;
    }

    private long signed() throws IOException {
        long raw = unsigned();
        return raw >>> 1 ^ -(raw & 1);
    }

    private long unsigned() throws IOException {
        int first = nextByte();
        if (first < 128) {
            return first;
        }
        int count = 256 - first;
        if (count > 8) {
            throw new GobException("encoded unsigned integer out of range");
        }
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | nextByte();
        }
        return value;
    }

    private int nextByte() throws IOException {
        if (at == message.length) {
            throw new GobException("message too short");
        }
        return message[at++] & 0xff;
    }

    private void nextMessage() throws IOException {
        int first = in.read();
        long length = first;
        if (first >= 128) {
            int count = 256 - first;
            if (count > 4) {
                throw new GobException("message too long");
            }
            length = 0;
            for (byte b : exactly(count)) {
                length = length << 8 | (b & 0xff);
            }
        }
        if (first < 0) {
            throw new EOFException("unexpected EOF");
        }
        if (length > bytesLeft) {
            throw new GobException("message too long");
        }
        bytesLeft -= length;
        message = exactly((int) length);
        at = 0;
    }

    private byte[] exactly(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("unexpected EOF");
        }
        return bytes;
    }
}
