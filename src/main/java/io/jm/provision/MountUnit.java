package io.jm.provision;

import io.jm.driver.SharedDirectory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The systemd unit that mounts a shared directory; systemd.mount(5) and systemd.unit(5) describe the format. */
final class MountUnit {
    /** Marks the units that jm wrote. */
    static final String MARK = "X-Jm=shared-directory";

    static final String DIRECTORY = "/etc/systemd/system/";

    private MountUnit() {}

    /** Returns the path of the unit's file. */
    static String path(String guest) {
        return DIRECTORY + name(guest);
    }

    /** Returns the name that systemd requires for a mount point, as {@code systemd-escape -p --suffix=mount} prints it. */
    static String name(String guest) {
        String inner = guest.replaceAll("/+", "/").replaceAll("^/|/$", "");
        return (inner.isEmpty() ? "-" : escape(inner)) + ".mount";
    }

    private static String escape(String inner) {
        StringBuilder name = new StringBuilder();
        for (byte b : inner.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || ":_.".indexOf(c) >= 0;
            if (c == '/') {
                name.append('-');
            } else if (plain && (c != '.' || name.length() > 0)) {
                name.append(c);
            } else {
                name.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
            }
        }
        return name.toString();
    }

    /**
     * Returns the unit. A directory that is not offered fails at once, since no device is waited for, and the boot goes on
     * without it; the engine starts after it, so that containers do not see an empty directory.
     */
    static String text(SharedDirectory share) {
        return "[Unit]\nDescription=Directory shared by the computer that runs this machine\n" + MARK
                + "\nBefore=docker.service\n\n[Mount]\nWhat=" + share.tag()
                // % starts a specifier; everything else stands for itself up to the end of the line
                + "\nWhere=" + share.guest().replace("%", "%%")
                + "\nType=" + share.type()
                + "\nOptions=" + options(share)
                + "\nTimeoutSec=30\n\n[Install]\nWantedBy=multi-user.target\n";
    }

    private static String options(SharedDirectory share) {
        String access = share.readOnly() ? "ro" : "rw";
        return share.type().equals("9p") ? access + ",trans=virtio,version=9p2000.L,msize=131072,cache=mmap" : access;
    }
}
