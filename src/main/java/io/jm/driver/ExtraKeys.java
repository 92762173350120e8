package io.jm.driver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/** Keys of config.json that docker-machine's driver lacks, so that they are written only if they are used. */
public final class ExtraKeys {
    private ExtraKeys() {}

    /** Returns a copy of a driver's fields without those of these keys that are null, empty, 0 or false. */
    public static ObjectNode withoutUnused(ObjectNode fields, Collection<String> keys) {
        ObjectNode copy = fields.deepCopy();
        for (String key : keys) {
            if (isUnused(copy.path(key))) {
                copy.remove(key);
            }
        }
        return copy;
    }

    private static boolean isUnused(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> true;
            case NUMBER -> value.asLong() == 0;
            case BOOLEAN -> !value.asBoolean();
            case STRING -> value.asText().isEmpty();
            default -> value.isEmpty();
        };
    }
}
