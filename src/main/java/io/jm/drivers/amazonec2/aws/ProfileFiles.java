package io.jm.drivers.amazonec2.aws;

import io.jm.base.JmException;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The two files in which AWS's tools keep profiles: sections of names and values, as in an INI file. */
final class ProfileFiles {
    private final Map<String, Map<String, String>> credentials;
    private final Map<String, Map<String, String>> config;

    private ProfileFiles(Map<String, Map<String, String>> credentials, Map<String, Map<String, String>> config) {
        this.credentials = credentials;
        this.config = config;
    }

    /**
     * Reads both files; one that does not exist is empty.
     *
     * @throws JmException if one cannot be read
     */
    static ProfileFiles read(Surroundings surroundings) {
        return new ProfileFiles(
                sections(surroundings.file("AWS_SHARED_CREDENTIALS_FILE", "credentials")),
                sections(surroundings.file("AWS_CONFIG_FILE", "config")));
    }

    private static Map<String, Map<String, String>> sections(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            return parse(BoundedReader.text(file, Limits.SMALL_FILE));
        } catch (IOException e) {
            throw new JmException("cannot read " + file + ": " + IoReason.of(e), e);
        }
    }

    /** Parses sections; a line that starts with a space belongs to the value before, and has no meaning here. */
    static Map<String, Map<String, String>> parse(String text) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> current = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            String content = line.strip();
            int equals = content.indexOf('=');
            int end = content.indexOf(']');
            if (content.startsWith("[") && end > 0) {
                String name = String.join(" ", content.substring(1, end).strip().split("\\s+"));
                current = sections.computeIfAbsent(name, any -> new LinkedHashMap<>());
            } else if (!content.startsWith("#")
                    && !content.startsWith(";")
                    && equals > 0
                    && !Character.isWhitespace(line.charAt(0))) {
                String name = content.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                current.put(name, value(content.substring(equals + 1)));
            }
        }
        return sections;
    }

    /** A comment may follow after a space. */
    private static String value(String text) {
        return text.replaceFirst("\\s[#;].*", "").strip();
    }

    /** Returns what the credentials file has about a profile. */
    Map<String, String> credentials(String profile) {
        return credentials.getOrDefault(profile, Map.of());
    }

    /** Returns what the config file has about a profile. */
    Map<String, String> config(String profile) {
        Map<String, String> named = config.get("profile " + profile);
        return named != null || !profile.equals("default")
                ? named == null ? Map.of() : named
                : config.getOrDefault(profile, Map.of());
    }

    /** Returns what both files have about a profile; the credentials file wins. */
    Map<String, String> profile(String profile) {
        Map<String, String> merged = new LinkedHashMap<>(config(profile));
        merged.putAll(credentials(profile));
        return merged;
    }

    boolean has(String profile) {
        return !profile(profile).isEmpty();
    }

    Map<String, String> ssoSession(String name) {
        return config.getOrDefault("sso-session " + name, Map.of());
    }
}
