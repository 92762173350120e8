package io.jm.drivers.openstack;

import io.jm.os.Environment;
import io.jm.text.Sha256;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Values for a log-in, of one source or of several. Never printed: most are secret. */
final class LoginValues {
    private final Map<LoginKey, String> values;

    private LoginValues(Map<LoginKey, String> values) {
        this.values = values;
    }

    /** Keeps what is not empty. */
    static LoginValues of(Map<LoginKey, String> values) {
        Map<LoginKey, String> kept = new EnumMap<>(LoginKey.class);
        values.forEach((key, value) -> {
            if (!value.isEmpty()) {
                kept.put(key, value);
            }
        });
        return new LoginValues(kept);
    }

    /** Returns what the environment has. */
    static LoginValues of(Environment environment) {
        Map<LoginKey, String> found = new EnumMap<>(LoginKey.class);
        for (LoginKey key : LoginKey.values()) {
            found.put(key, key.in(environment));
        }
        return of(found);
    }

    /** The value, or empty. */
    String get(LoginKey key) {
        return values.getOrDefault(key, "");
    }

    boolean has(LoginKey key) {
        return values.containsKey(key);
    }

    /** Adds the groups of which nothing is here from a second source. */
    LoginValues orElse(LoginValues second) {
        Set<LoginKey.Group> groups = EnumSet.noneOf(LoginKey.Group.class);
        values.keySet().forEach(key -> groups.add(key.group()));
        Map<LoginKey, String> both = new EnumMap<>(LoginKey.class);
        both.putAll(values);
        second.values.forEach((key, value) -> {
            if (!groups.contains(key.group())) {
                both.put(key, value);
            }
        });
        return new LoginValues(both);
    }

    /** Returns a copy with one value replaced. */
    LoginValues with(LoginKey key, String value) {
        Map<LoginKey, String> copy = new EnumMap<>(LoginKey.class);
        copy.putAll(values);
        copy.put(key, value);
        return of(copy);
    }

    /** Returns only the values of some groups. */
    LoginValues only(Set<LoginKey.Group> groups) {
        Map<LoginKey, String> kept = new EnumMap<>(LoginKey.class);
        kept.putAll(values);
        kept.keySet().removeIf(key -> !groups.contains(key.group()));
        return new LoginValues(kept);
    }

    /** Whether there is a secret to log in with. */
    boolean hasSecret() {
        return has(LoginKey.PASSWORD) || has(LoginKey.APPLICATION_SECRET) || has(LoginKey.TOKEN);
    }

    /** Whether they are for one project, by its id or name, or by credentials that belong to one. */
    boolean hasProject() {
        return has(LoginKey.PROJECT_ID)
                || has(LoginKey.PROJECT_NAME)
                || has(LoginKey.APPLICATION_SECRET)
                || has(LoginKey.TOKEN);
    }

    /** A digest of all values, by which log-ins are told apart. */
    String digest() {
        return Sha256.hex(values.toString());
    }

    @Override
    public String toString() {
        return "log-in values " + values.keySet();
    }
}
