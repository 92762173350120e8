package io.jm.images;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds a file's digest in a checksum file: lines of sha256sum and sha512sum ({@code HEX  NAME}, {@code HEX *NAME}), of BSD
 * and Fedora ({@code SHA256 (NAME) = HEX}), or one digest alone. Other lines, such as those of a signature, are ignored.
 */
final class ChecksumList {
    private static final Pattern GNU = Pattern.compile("([0-9a-fA-F]{64,128})\\s+\\*?(\\S.*)");
    private static final Pattern BSD = Pattern.compile("SHA(?:256|512) ?\\((.+)\\) ?= ?([0-9a-fA-F]{64,128})");

    private ChecksumList() {}

    /**
     * Searches a file's digest; the longer one if there are two.
     *
     * @param text the content of the checksum file, untrusted
     * @param name the file's name without directories
     * @param onlyThisFile whether the checksum file belongs to that file alone, so that a digest needs no name
     * @return null if it is not there
     */
    static @Nullable ImageDigest find(String text, String name, boolean onlyThisFile) {
        ImageDigest found = null;
        for (String line : text.lines().map(String::strip).toList()) {
            ImageDigest digest = of(line, name, onlyThisFile);
            if (digest != null
                    && (found == null || digest.hex().length() > found.hex().length())) {
                found = digest;
            }
        }
        return found;
    }

    private static @Nullable ImageDigest of(String line, String name, boolean onlyThisFile) {
        Matcher gnu = GNU.matcher(line);
        if (gnu.matches()) {
            return isName(gnu.group(2), name) ? ImageDigest.ofHex(gnu.group(1)) : null;
        }
        Matcher bsd = BSD.matcher(line);
        if (bsd.matches()) {
            return isName(bsd.group(1), name) ? ImageDigest.ofHex(bsd.group(2)) : null;
        }
        return onlyThisFile ? ImageDigest.ofHex(line) : null;
    }

    private static boolean isName(String listed, String name) {
        return listed.substring(listed.lastIndexOf('/') + 1).equals(name);
    }
}
