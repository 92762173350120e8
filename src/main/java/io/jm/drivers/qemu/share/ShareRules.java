package io.jm.drivers.qemu.share;

import io.jm.base.JmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What may be shared with a machine, and where it may be mounted there. */
final class ShareRules {
    static final int MOST = 16;

    /** Directories that the machine could not live without. */
    private static final Set<String> SYSTEM = Set.of(
            "/bin", "/boot", "/dev", "/etc", "/lib", "/lib32", "/lib64", "/proc", "/run", "/sbin", "/sys", "/usr",
            "/var");

    /** Kernel interfaces and memory file systems: nothing can be mounted in them for good. */
    private static final List<String> NOT_INSIDE = List.of("/dev/", "/proc/", "/sys/", "/run/");

    private final Path store;
    private final String user;

    /**
     * Makes the rules of a machine.
     *
     * @param store the root of the store
     * @param user the machine's login
     */
    ShareRules(Path store, String user) {
        this.store = store;
        this.user = user;
    }

    /**
     * Checks them all.
     *
     * @throws JmException that says which one cannot be shared, and why
     */
    void check(List<ShareOption> shares) {
        if (shares.size() > MOST) {
            throw new JmException("a machine can have at most " + MOST + " shared directories, not " + shares.size());
        }
        Set<String> guests = new HashSet<>();
        for (ShareOption share : shares) {
            checkHost(share.host());
            checkGuest(share.guest());
            if (!guests.add(share.guest())) {
                throw new JmException("two directories are shared at " + share.guest()
                        + ": name another place for one, as in DIR:GUESTDIR");
            }
        }
    }

    /** A share around the store is the user's decision; one in it has nothing but keys and the disks of machines. */
    private void checkHost(Path host) {
        if (!Files.isDirectory(host)) {
            String reason = Files.exists(host) ? "is not a directory" : "does not exist";
            throw new JmException("the directory to share, " + host + ", " + reason);
        }
        if (real(host).startsWith(real(store))) {
            throw new JmException(host + " cannot be shared: it is in the store of the machines (" + store
                    + "), with their keys and disks");
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    private void checkGuest(String guest) {
        String login = user.equals("root") ? "/root" : "/home/" + user;
        String hint = ": name another directory of the machine, as in DIR:/mnt/host";
        if (guest.equals("/") || SYSTEM.contains(guest) || NOT_INSIDE.stream().anyMatch(guest::startsWith)) {
            throw new JmException("a shared directory cannot be mounted at " + guest + " of the machine" + hint);
        }
        if ((login + "/").startsWith(guest + "/")) {
            throw new JmException("a shared directory at " + guest
                    + " would hide the home directory of the machine's login, " + login + ", with its SSH key" + hint);
        }
    }
}
