package io.jm.drivers.digitalocean;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.text.Printable;
import io.jm.text.Suggestions;
import java.util.List;

/** Lists of names in the provider's answers. */
final class Texts {
    private static final int SHOWN = 10;

    private Texts() {}

    static boolean contains(JsonNode list, String text) {
        for (JsonNode element : list) {
            if (element.asText("").equals(text)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the names that are most like the wrong one; if none is, the first of them. */
    static String nearest(String wrong, List<String> names) {
        List<String> similar = Suggestions.of(wrong, names);
        return list(similar.isEmpty() ? names : similar);
    }

    private static String list(List<String> names) {
        String some = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return Printable.line(names.size() > SHOWN ? some + ", …" : some);
    }
}
