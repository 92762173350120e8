package io.jm.provision.host;

import io.jm.text.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The host's {@code /etc/os-release}; field names as in os-release(5).
 *
 * @param id the distribution's id in lower case, empty if unknown
 * @param like the ids of related distributions, the closest first
 * @param versionId the version, such as {@code 22.04}, or empty
 * @param variantId the variant, such as {@code coreos}, or empty
 * @param prettyName the name for display, or empty
 */
public record OsRelease(String id, List<String> like, String versionId, String variantId, String prettyName) {
    public OsRelease {
        like = List.copyOf(like);
    }

    /** Parses the file: comments, single and double quotes, escapes, {@code =} in values. */
    public static OsRelease parse(String text) {
        String id = "";
        String like = "";
        String version = "";
        String variant = "";
        String pretty = "";
        for (String line : Excerpt.lines(text)) {
            String trimmed = line.strip();
            int equals = trimmed.indexOf('=');
            if (equals <= 0 || trimmed.startsWith("#")) {
                continue;
            }
            String value = unquote(trimmed.substring(equals + 1));
            switch (trimmed.substring(0, equals)) {
                case "ID" -> id = value.toLowerCase(Locale.ROOT);
                case "ID_LIKE" -> like = value.toLowerCase(Locale.ROOT);
                case "VERSION_ID" -> version = value;
                case "VARIANT_ID" -> variant = value;
                case "PRETTY_NAME" -> pretty = value;
                default -> {
                    // other keys are not used
                }
            }
        }
        List<String> related = new ArrayList<>();
        for (String name : like.split(" ", -1)) {
            if (!name.isEmpty()) {
                related.add(name);
            }
        }
        return new OsRelease(id, related, version, variant, pretty);
    }

    /** Returns the number before the first dot of the version, or -1. */
    public int majorVersion() {
        int dot = versionId.indexOf('.');
        return number(dot < 0 ? versionId : versionId.substring(0, dot));
    }

    /** Returns the number after the first dot of the version, or -1. */
    public int minorVersion() {
        int dot = versionId.indexOf('.');
        return dot < 0 ? -1 : number(versionId.substring(dot + 1));
    }

    private static int number(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String unquote(String raw) {
        if (raw.length() < 2) {
            return raw;
        }
        char quote = raw.charAt(0);
        if (quote != '"' && quote != '\'' || raw.charAt(raw.length() - 1) != quote) {
            return raw;
        }
        String inside = raw.substring(1, raw.length() - 1);
        if (quote == '\'') {
            return inside;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < inside.length(); i++) {
            if (inside.charAt(i) == '\\' && i + 1 < inside.length()) {
                i++;
            }
            plain.append(inside.charAt(i));
        }
        return plain.toString();
    }
}
