package io.jm.provision.engine;

import io.jm.provision.host.EngineVersion;
import io.jm.provision.host.Host;

/** Finds the dockerd program; Debian's packages and Docker's install it in different directories. */
public final class DaemonPath {
    private static final int MAX_LENGTH = 4096;

    private DaemonPath() {}

    /**
     * Returns the command that starts the daemon: the path of dockerd, or {@code docker daemon} for versions before
     * 1.12.
     */
    public static String find(Host host, String defaultPath, String version) {
        if (EngineVersion.isBefore(version, 1, 12)) {
            return "/usr/bin/docker daemon";
        }
        String found = host.query("for d in " + defaultPath
                        + " $(systemctl cat docker 2>/dev/null | sed -n 's/^ExecStart=\\(\\/[^ ]*dockerd\\).*/\\1/p')"
                        + " /usr/sbin/dockerd /usr/local/bin/dockerd /usr/local/sbin/dockerd;"
                        + " do if [ -x \"$d\" ]; then echo \"$d\"; break; fi; done")
                .output()
                .strip();
        return found.startsWith("/") && found.indexOf('\n') < 0 && found.length() <= MAX_LENGTH ? found : defaultPath;
    }
}
