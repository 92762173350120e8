package io.jm.go.gob;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encodes one stream of Go values, given in the Java form that {@link GobDecoder} returns. Every type is defined in a
 * message of its own before the first value that needs it. Go's encoder may put the definitions into the value; its
 * decoder accepts both. Not thread-safe.
 */
public final class GobWriter {
    private static final int STRUCT = 3;
    private static final int SEQUENCE = 2;
    private static final int TABLE = 4;

    private final Map<String, GobType> registered;
    private final Map<GobType, Long> numbers = new HashMap<>();
    /** Go's type numbers start here too, so that equal values have equal bytes. */
    private long next = 65;

    /**
     * Starts a stream.
     *
     * @param registered the types of values sent as {@link GobInterface}, by name
     */
    public GobWriter(Map<String, GobType> registered) {
        this.registered = registered;
    }

    /** Returns the messages of one value, preceded by the definitions that the stream does not have yet. */
    public byte[] value(GobType type, Object value) {
        GobEncoder out = new GobEncoder();
        define(type, out);
        defineInside(type, value, out);
        message(out, new GobEncoder().signed(number(type)).raw(top(type, value)));
        return out.toBytes();
    }

    private static void message(GobEncoder out, GobEncoder content) {
        out.counted(content.toBytes());
    }

    private long number(GobType type) {
        Long number = type instanceof GobType.Basic basic ? Long.valueOf(basic.number()) : numbers.get(type);
        if (number == null) {
            throw new IllegalStateException("not defined: " + type);
        }
        return number;
    }

    private GobType registered(String name) {
        GobType type = registered.get(name);
        if (type == null) {
            throw new IllegalArgumentException("gob: type not registered for interface: " + name);
        }
        return type;
    }

    private void define(GobType type, GobEncoder out) {
        if (type instanceof GobType.Basic || numbers.containsKey(type)) {
            return;
        }
        long number = next++;
        numbers.put(type, number);
        // outer types get their number before inner ones; the definitions may come in any order
        GobEncoder inner = new GobEncoder();
        GobEncoder definition = new GobEncoder().signed(-number);
        if (type instanceof GobType.Struct struct) {
            struct.fields().forEach(field -> define(field.type(), inner));
            common(definition, STRUCT, struct.name(), number);
            if (!struct.fields().isEmpty()) {
                definition.unsigned(1).unsigned(struct.fields().size());
                struct.fields()
                        .forEach(field -> definition
                                .unsigned(1)
                                .text(field.name())
                                .unsigned(1)
                                .signed(number(field.type()))
                                .unsigned(0));
            }
        } else if (type instanceof GobType.Sequence sequence) {
            define(sequence.element(), inner);
            common(definition, SEQUENCE, sequence.name(), number);
            definition.unsigned(1).signed(number(sequence.element()));
        } else if (type instanceof GobType.Table table) {
            define(table.key(), inner);
            define(table.value(), inner);
            common(definition, TABLE, table.name(), number);
            definition.unsigned(1).signed(number(table.key())).unsigned(1).signed(number(table.value()));
        }
        message(out, definition.unsigned(0).unsigned(0));
        out.raw(inner.toBytes());
    }

    private static void common(GobEncoder definition, int kind, String name, long number) {
        definition.unsigned(kind).unsigned(1);
        if (name.isEmpty()) {
            definition.unsigned(2);
        } else {
            definition.unsigned(1).text(name).unsigned(1);
        }
        definition.signed(number).unsigned(0);
    }

    /** Defines the concrete types of interface values, which only the value shows. */
    private void defineInside(GobType type, Object value, GobEncoder out) {
        if (value instanceof GobInterface any) {
            GobType concrete = registered(any.typeName());
            define(concrete, out);
            defineInside(concrete, any.value(), out);
        } else if (type instanceof GobType.Sequence sequence && value instanceof List<?> list) {
            list.forEach(element -> defineInside(sequence.element(), element, out));
        } else if (type instanceof GobType.Table table && value instanceof Map<?, ?> map) {
            map.values().forEach(element -> defineInside(table.value(), element, out));
        } else if (type instanceof GobType.Struct struct && value instanceof Map<?, ?> fields) {
            for (GobType.Field field : struct.fields()) {
                Object element = fields.get(field.name());
                if (element != null) {
                    defineInside(field.type(), element, out);
                }
            }
        }
    }

    /** Encodes a top-level value: anything but a struct is preceded by a zero. */
    private byte[] top(GobType type, Object value) {
        GobEncoder out = new GobEncoder();
        if (!(type instanceof GobType.Struct)) {
            out.unsigned(0);
        }
        write(type, value, out);
        return out.toBytes();
    }

    private void write(GobType type, Object value, GobEncoder out) {
        if (type instanceof GobType.Struct struct) {
            fields(struct, (Map<?, ?>) value, out);
        } else if (type instanceof GobType.Sequence sequence) {
            List<?> list = (List<?>) value;
            out.unsigned(list.size());
            list.forEach(element -> write(sequence.element(), element, out));
        } else if (type instanceof GobType.Table table) {
            Map<?, ?> map = (Map<?, ?>) value;
            out.unsigned(map.size());
            map.forEach((key, element) -> {
                write(table.key(), key, out);
                write(table.value(), element, out);
            });
        } else {
            basic(type, value, out);
        }
    }

    private void basic(GobType type, Object value, GobEncoder out) {
        if (type.equals(GobType.ANY)) {
            any(value, out);
        } else if (value instanceof Boolean on) {
            out.unsigned(on ? 1 : 0);
        } else if (value instanceof byte[] bytes) {
            out.counted(bytes);
        } else if (value instanceof String text) {
            out.text(text);
        } else if (type.equals(GobType.UINT)) {
            out.unsigned((Long) value);
        } else {
            out.signed((Long) value);
        }
    }

    private void any(Object value, GobEncoder out) {
        if (value instanceof GobInterface any) {
            GobType concrete = registered(any.typeName());
            out.text(any.typeName()).signed(number(concrete)).counted(top(concrete, any.value()));
        } else {
            out.unsigned(0);
        }
    }

    private void fields(GobType.Struct struct, Map<?, ?> values, GobEncoder out) {
        int before = -1;
        for (int i = 0; i < struct.fields().size(); i++) {
            GobType.Field field = struct.fields().get(i);
            Object value = values.get(field.name());
            if (value != null && !isZero(value)) {
                out.unsigned(i - before);
                write(field.type(), value, out);
                before = i;
            }
        }
        out.unsigned(0);
    }

    /** Returns whether Go omits the value from a struct; an empty map is sent. */
    private static boolean isZero(@Nullable Object value) {
        return Boolean.FALSE.equals(value)
                || Long.valueOf(0).equals(value)
                || "".equals(value)
                || value == GobNil.NIL
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof byte[] bytes && bytes.length == 0);
    }
}
