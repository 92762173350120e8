package io.jm.provision.host;

/**
 * Marks on the host that an installation has started. A connection lost in between leaves packages that are unpacked
 * but not configured: the engine seems installed and cannot start.
 */
public final class UnfinishedInstall {
    public static final String MARK = "/var/tmp/jm-install-unfinished";

    private UnfinishedInstall() {}

    /** Whether the mark was set when the host's facts were read. */
    public static boolean isOn(Host host) {
        return host.facts().unfinishedInstall();
    }

    /** Sets the mark before an installation. */
    public static void mark(Host host) {
        host.runAsRoot("touch " + MARK);
    }

    /** Deletes the mark after a successful installation. */
    public static void clear(Host host) {
        host.runAsRoot("rm -f " + MARK);
    }
}
