package io.jm.ssh;

import io.jm.os.BoundedReader;
import io.jm.os.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The hosts of the user's own ssh configuration: the arguments of {@code Host}, also in files that it includes; patterns
 * with wildcards do not count. Files that cannot be read count as empty: ssh itself reports them.
 */
public final class UserHosts {
    /** As in OpenSSH (READCONF_MAX_DEPTH). */
    private static final int MAX_DEPTH = 16;

    private static final int MAX_FILES = 256;

    private final Path home;
    private final Path ignored;
    private final Map<String, String> places = new HashMap<>();
    private int files;

    private UserHosts(Path home, Path ignored) {
        this.home = home;
        this.ignored = ignored;
    }

    /**
     * Reads {@code ~/.ssh/config}.
     *
     * @param ignored a file whose hosts do not count, because jm wrote it
     * @return the place of each host's first use, as {@code FILE:LINE}
     */
    public static Map<String, String> of(Path home, Path ignored) {
        UserHosts hosts = new UserHosts(home, ignored);
        hosts.read(home.resolve(".ssh").resolve("config"), 0);
        return hosts.places;
    }

    private void read(Path file, int depth) {
        if (depth > MAX_DEPTH || ++files > MAX_FILES || file.equals(ignored)) {
            return;
        }
        String[] lines;
        try {
            lines = new String(BoundedReader.file(file, Limits.SMALL_FILE), StandardCharsets.UTF_8).split("\n", -1);
        } catch (IOException e) {
            return;
        }
        for (int i = 0; i < lines.length; i++) {
            List<String> tokens = tokens(lines[i]);
            String keyword = tokens.isEmpty() ? "" : tokens.get(0).toLowerCase(Locale.ROOT);
            for (String argument : tokens.subList(Math.min(1, tokens.size()), tokens.size())) {
                if (keyword.equals("host") && isHost(argument)) {
                    places.putIfAbsent(argument, file + ":" + (i + 1));
                } else if (keyword.equals("include")) {
                    include(argument, depth + 1);
                }
            }
        }
    }

    private static boolean isHost(String pattern) {
        return !pattern.isEmpty() && pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0 && !pattern.startsWith("!");
    }

    /** Splits a line: at blanks outside of double quotes, and at an equals sign after the keyword. */
    static List<String> tokens(String line) {
        List<String> tokens = new ArrayList<>();
        StringBuilder token = new StringBuilder();
        boolean quoted = false;
        boolean started = false;
        for (int i = 0; i <= line.length(); i++) {
            char c = i == line.length() ? ' ' : line.charAt(i);
            boolean separator = c == ' ' || c == '\t' || c == '\r' || c == '=' && tokens.size() < (started ? 1 : 2);
            if (c == '"') {
                quoted = !quoted;
                started = true;
            } else if (!quoted && c == '#' && !started) {
                break;
            } else if (separator && (!quoted || i == line.length())) {
                if (started) {
                    tokens.add(token.toString());
                }
                token.setLength(0);
                started = false;
            } else {
                token.append(c);
                started = true;
            }
        }
        return tokens;
    }

    private void include(String pattern, int depth) {
        try {
            Path path = pattern.startsWith("~/")
                    ? home.resolve(pattern.substring(2))
                    : home.resolve(".ssh").resolve(pattern);
            for (Path file : expanded(path)) {
                read(file, depth);
            }
        } catch (InvalidPathException e) {
            // no file has such a name
            return;
        }
    }

    /** Expands wildcards in each name of an absolute path, in the order of the names. */
    private static List<Path> expanded(Path pattern) {
        List<Path> found = new ArrayList<>(List.of(pattern.getRoot() == null ? Path.of("/") : pattern.getRoot()));
        for (Path name : pattern) {
            List<Path> next = new ArrayList<>();
            for (Path directory : found) {
                next.addAll(matches(directory, name.toString()));
            }
            found = next;
        }
        return found;
    }

    private static List<Path> matches(Path directory, String name) {
        if (name.indexOf('*') < 0 && name.indexOf('?') < 0 && name.indexOf('[') < 0) {
            Path file = directory.resolve(name);
            return Files.exists(file) ? List.of(file) : List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, name.replace("{", "\\{"))) {
            for (Path entry : entries) {
                if (found.size() < MAX_FILES
                        && (name.startsWith(".")
                                || !entry.getFileName().toString().startsWith("."))) {
                    found.add(entry);
                }
            }
        } catch (IOException | DirectoryIteratorException | IllegalArgumentException e) {
            return List.of();
        }
        found.sort(null);
        return found;
    }
}
