package io.jm.drivers.qemu.share;

import io.jm.base.JmException;
import io.jm.os.Environment;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * One value of {@code --qemu-share}: {@code DIR[:GUESTDIR][:ro]}.
 *
 * @param host the directory on this computer, absolute and normalized
 * @param guest the path in the machine, absolute, without a final slash unless it is the root
 * @param readOnly whether the machine must not change it
 */
record ShareOption(Path host, String guest, boolean readOnly) {
    private static final String FLAG = "--" + Shares.FLAG;
    private static final String READ_ONLY = ":ro";
    private static final String WRITABLE = ":rw";
    private static final int LONGEST = 1024;

    /**
     * Parses a value. A relative directory is one of the working directory. A colon separates where {@code :/} follows, so
     * that other colons may be part of a name; without GUESTDIR the path in the machine is that on this computer, and
     * {@code C:\Users\me} of Windows is {@code /c/Users/me}.
     *
     * @throws JmException if the value is malformed
     */
    static ShareOption parse(String value, Environment environment) {
        boolean readOnly = value.endsWith(READ_ONLY);
        String text = readOnly || value.endsWith(WRITABLE) ? value.substring(0, value.length() - 3) : value;
        int separator = text.lastIndexOf(":/");
        // C:/Users has its first colon after the drive
        boolean drive = environment.windows() && separator == 1;
        String directory = separator > 0 && !drive ? text.substring(0, separator) : text;
        if (directory.isEmpty()) {
            throw new JmException(FLAG + " \"" + value + "\" names no directory: write DIR[:GUESTDIR][:ro]");
        }
        Path host;
        try {
            host = environment.workingDirectory().resolve(directory).normalize();
        } catch (InvalidPathException e) {
            throw new JmException(FLAG + ": \"" + directory + "\" is no path on this computer", e);
        }
        boolean named = directory.length() < text.length();
        String guest = named ? text.substring(separator + 1) : guestOf(host.toString(), environment);
        return new ShareOption(host, checked(guest), readOnly);
    }

    private static String guestOf(String host, Environment environment) {
        return environment.windows() ? windowsGuest(host) : host;
    }

    /** Returns {@code /c/Users/me} for {@code C:\Users\me}. */
    static String windowsGuest(String host) {
        String slashes = host.replace('\\', '/');
        return slashes.matches("[A-Za-z]:/.*")
                ? ("/" + slashes.substring(0, 1).toLowerCase(Locale.ROOT) + slashes.substring(2)).replaceAll("/$", "")
                : slashes;
    }

    /** A directory in the machine, which is always a Linux. */
    private static String checked(String guest) {
        String path = guest.replaceAll("/+", "/").replaceAll("(.)/$", "$1");
        boolean printable = path.chars().allMatch(c -> c >= ' ' && c != 0x7f);
        if (!path.startsWith("/") || !printable || path.length() > LONGEST || (path + "/").matches(".*/\\.\\.?/.*")) {
            throw new JmException(FLAG + ": \"" + guest
                    + "\" cannot be a directory in the machine: name one after a colon, absolute and without \"..\"");
        }
        // systemd would join a line that ends with a backslash with the next one, and drop the blank
        if (path.endsWith("\\") || path.endsWith(" ")) {
            throw new JmException(FLAG + ": \"" + guest
                    + "\" ends with a blank or a backslash: name another directory of the machine after a colon");
        }
        return path;
    }

    /** Returns the value that is parsed to the same again on this computer, whatever the working directory. */
    String text() {
        return host + ":" + guest + (readOnly ? READ_ONLY : "");
    }
}
