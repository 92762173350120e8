package io.jm.provision;

/**
 * Remembers on the host that an install began. A connection that breaks meanwhile leaves packages that are unpacked but
 * not configured: an engine that looks installed and cannot start.
 */
final class UnfinishedInstall {
    static final String MARK = "/var/tmp/jm-install-unfinished";
    static final String NOTE = "unfinished-install";

    private UnfinishedInstall() {}

    static boolean isOn(Host host) {
        return host.facts().notes().contains(NOTE);
    }

    static void begin(Host host) {
        host.runAsRoot("touch " + MARK);
    }

    static void end(Host host) {
        host.runAsRoot("rm -f " + MARK);
    }
}
