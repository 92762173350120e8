package io.jm.driver;

import java.util.List;
import java.util.Locale;

/** Recognizes the keys in the data of drivers that say which instance a machine is, by their names. */
public final class IdentityKeys {
    /** Ids that belong to credentials, which may change. */
    private static final List<String> WHO = List.of("credential", "client", "user", "access");

    private IdentityKeys() {}

    /** Whether with another value of the key the record would be that of another machine, or of none. */
    public static boolean isIdentity(String key) {
        String letters = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        if (letters.equals("machinename") || letters.equals("storepath")) {
            return true;
        }
        boolean id = letters.endsWith("id") || letters.endsWith("ids");
        return id && WHO.stream().noneMatch(letters::contains);
    }
}
