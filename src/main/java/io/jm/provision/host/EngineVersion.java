package io.jm.provision.host;

/** Queries the version of the engine that is installed, and compares versions. */
public final class EngineVersion {
    /**
     * Prints the version, in any shell. The client of Docker 20.10 contacts the engine even for its own version, and
     * waits forever on the socket that systemd holds until the engine replaces it; here its connection is refused.
     */
    public static final String COMMAND = "env DOCKER_HOST=unix:///dev/null docker --version";

    private static final String PREFIX = "Docker version ";

    private static final int MAX_LENGTH = 64;

    private EngineVersion() {}

    /** Returns the version in {@code Docker version 24.0.7, build afdd53b}, or empty for any other text. */
    public static String of(String output) {
        int prefix = output.indexOf(PREFIX);
        if (prefix < 0) {
            return "";
        }
        int start = prefix + PREFIX.length();
        int end = start;
        while (end < output.length() && end - start < MAX_LENGTH && isPart(output.charAt(end))) {
            end++;
        }
        return output.substring(start, end);
    }

    private static boolean isPart(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || ".-+~_".indexOf(c) >= 0;
    }

    /** Returns the number before the first dot, or 0. */
    public static int major(String version) {
        return part(version, 0);
    }

    /** Whether {@code version} is lower than {@code major.minor}; false for an invalid version. */
    public static boolean isBefore(String version, int major, int minor) {
        int own = major(version);
        return own > 0 && (own < major || own == major && part(version, 1) < minor);
    }

    private static int part(String version, int index) {
        String[] parts = version.split("[.-]", -1);
        try {
            return index < parts.length ? Integer.parseInt(parts[index]) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
