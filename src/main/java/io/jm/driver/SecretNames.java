package io.jm.driver;

import java.util.List;
import java.util.Locale;

/** Recognizes secrets in the data and among the options of drivers by their names, because every driver has its own. */
public final class SecretNames {
    private static final List<String> WORDS =
            List.of("token", "secret", "password", "passwd", "apikey", "accesskey", "credential", "privatekey");

    private SecretNames() {}

    /** Whether a key or an option of that name has a secret as its value; a path is not a secret. */
    public static boolean isSecret(String name) {
        String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        if (letters.endsWith("path") || letters.endsWith("file") || letters.endsWith("name")) {
            return false;
        }
        return WORDS.stream().anyMatch(letters::contains);
    }
}
