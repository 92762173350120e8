package io.jm.provision.engine;

import io.jm.provision.host.EngineVersion;
import io.jm.provision.host.Host;

/** Finds the daemon's program; Debian's own packages do not have it where Docker's have it. */
public final class DaemonPath {
    private static final int LONGEST = 4096;

    private DaemonPath() {}

    public static String find(Host host, String usual, String version) {
        if (EngineVersion.isBefore(version, 1, 12)) {
            return "/usr/bin/docker daemon";
        }
        String answer = host.ask("for d in " + usual
                        + " $(systemctl cat docker 2>/dev/null | sed -n 's/^ExecStart=\\(\\/[^ ]*dockerd\\).*/\\1/p')"
                        + " /usr/sbin/dockerd /usr/local/bin/dockerd /usr/local/sbin/dockerd;"
                        + " do if [ -x \"$d\" ]; then echo \"$d\"; break; fi; done")
                .output()
                .strip();
        return answer.startsWith("/") && answer.indexOf('\n') < 0 && answer.length() <= LONGEST ? answer : usual;
    }
}
