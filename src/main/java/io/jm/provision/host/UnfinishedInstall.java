package io.jm.provision.host;

/**
 * Remembers on the host that an install began. A connection that breaks meanwhile leaves packages that are unpacked but
 * not configured: an engine that looks installed and cannot start.
 */
public final class UnfinishedInstall {
    public static final String MARK = "/var/tmp/jm-install-unfinished";
    public static final String NOTE = "unfinished-install";

    private UnfinishedInstall() {}

    public static boolean isOn(Host host) {
        return host.facts().notes().contains(NOTE);
    }

    public static void begin(Host host) {
        host.runAsRoot("touch " + MARK);
    }

    public static void end(Host host) {
        host.runAsRoot("rm -f " + MARK);
    }
}
