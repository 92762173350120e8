package io.jm.provision.host;

/** Reads what {@code docker --version} prints. */
public final class EngineVersion {
    private static final String START = "Docker version ";

    private static final int LONGEST = 64;

    private EngineVersion() {}

    /** The version in {@code Docker version 24.0.7, build afdd53b}, or empty for any other text. */
    public static String of(String output) {
        int start = output.indexOf(START);
        if (start < 0) {
            return "";
        }
        int begin = start + START.length();
        int end = begin;
        while (end < output.length() && end - begin < LONGEST && isPart(output.charAt(end))) {
            end++;
        }
        return output.substring(begin, end);
    }

    private static boolean isPart(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || ".-+~_".indexOf(c) >= 0;
    }

    /** The number before the first dot, or 0. */
    public static int major(String version) {
        return part(version, 0);
    }

    /** Whether {@code version} comes before {@code major.minor}; an unreadable version does not. */
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
