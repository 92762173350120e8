package io.jm.ssh;

import io.jm.base.JmException;
import io.jm.os.AtomicFile;
import io.jm.os.BoundedReader;
import io.jm.os.Limits;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Two lines at the top of {@code ~/.ssh/config} that include another file; all other bytes of it stay. At the end they
 * would belong to the last block of the file.
 */
public final class UserSshInclude {
    /** Each byte is one character, so that what is not UTF-8 stays as it is. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private static final String COMMENT = "# Machines of jm; \"jm ssh-config --remove\" takes these two lines away";

    private final Path config;
    private final String include;

    /**
     * Prepares to include a file; nothing is read or written.
     *
     * @param included the file, absolute
     * @throws JmException if ssh would take its path for a pattern
     */
    public UserSshInclude(Path home, Path included) {
        this.config = home.resolve(".ssh").resolve("config");
        String path = included.toString();
        if (path.chars().anyMatch(c -> "*?[]\"\\{}".indexOf(c) >= 0 || c < ' ')) {
            throw new JmException("ssh cannot include a file with this path: " + path);
        }
        this.include = "Include \"" + path + "\"";
    }

    /** Returns the file that includes. */
    public Path config() {
        return config;
    }

    /** Returns the two lines. */
    public String lines() {
        return COMMENT + "\n" + include + "\n";
    }

    /** Returns whether the file is included, before the first block. */
    public boolean isThere() throws IOException {
        for (String line : read().split("\n", -1)) {
            if (isLine(line, include)) {
                return true;
            }
            List<String> tokens = UserHosts.tokens(line);
            String keyword = tokens.isEmpty() ? "" : tokens.get(0);
            if (keyword.equalsIgnoreCase("host") || keyword.equalsIgnoreCase("match")) {
                return false;
            }
        }
        return false;
    }

    /** Adds the two lines unless they are there; the directory is made if it is missing. */
    public void add() throws IOException {
        if (!isThere()) {
            AtomicFile.createPrivateDirectories(config.resolveSibling(""));
            write(bytes(lines()) + read());
        }
    }

    /** Takes the two lines away; without them nothing is written. */
    public void remove() throws IOException {
        StringBuilder kept = new StringBuilder();
        String before = read();
        // each with its own ending
        String[] lines = before.split("(?<=\n)", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean comment = isLine(lines[i], COMMENT) && i + 1 < lines.length && isLine(lines[i + 1], include);
            if (!comment && !isLine(lines[i], include)) {
                kept.append(lines[i]);
            }
        }
        if (kept.length() != before.length()) {
            write(kept.toString());
        }
    }

    private static boolean isLine(String line, String text) {
        return line.strip().equals(bytes(text));
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), BYTES);
    }

    private String read() throws IOException {
        return Files.exists(config) ? new String(BoundedReader.file(config, Limits.SMALL_FILE), BYTES) : "";
    }

    private void write(String content) throws IOException {
        AtomicFile.writeInPlace(config, content.getBytes(BYTES));
    }
}
