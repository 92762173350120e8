package io.jm.go.rpc;

import io.jm.go.gob.GobType;
import java.util.List;
import java.util.Map;

/**
 * An argument or a result with its Go type.
 *
 * @param type the Go type
 * @param value the value in the form of {@link io.jm.go.gob.GobDecoder}
 */
public record RpcValue(GobType type, Object value) {
    /** Returns an empty struct: the argument of methods that take none and the result of methods that return none. */
    public static RpcValue nothing() {
        return new RpcValue(new GobType.Struct("", List.of()), Map.of());
    }

    public static RpcValue text(String text) {
        return new RpcValue(GobType.TEXT, text);
    }

    public static RpcValue number(long number) {
        return new RpcValue(GobType.INT, number);
    }

    public static RpcValue bytes(byte[] bytes) {
        return new RpcValue(GobType.BYTES, bytes);
    }
}
