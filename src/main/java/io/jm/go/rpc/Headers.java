package io.jm.go.rpc;

import io.jm.go.gob.GobType;
import java.util.List;

/** The header structs that Go's net/rpc sends before every argument and every result. */
final class Headers {
    static final String METHOD = "ServiceMethod";
    static final String NUMBER = "Seq";
    static final String ERROR = "Error";

    private Headers() {}

    static GobType request() {
        return new GobType.Struct(
                "Request", List.of(new GobType.Field(METHOD, GobType.TEXT), new GobType.Field(NUMBER, GobType.UINT)));
    }

    static GobType response() {
        return new GobType.Struct(
                "Response",
                List.of(
                        new GobType.Field(METHOD, GobType.TEXT),
                        new GobType.Field(NUMBER, GobType.UINT),
                        new GobType.Field(ERROR, GobType.TEXT)));
    }
}
