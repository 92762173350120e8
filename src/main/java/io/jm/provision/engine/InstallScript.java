package io.jm.provision.engine;

import io.jm.provision.host.Host;
import io.jm.provision.host.PackageLock;
import io.jm.ssh.SshReply;
import io.jm.text.Excerpt;
import io.jm.text.ShellQuoting;

/** Runs Docker's install script or one of the user's own. */
public final class InstallScript {
    private static final int LINES_SHOWN = 20;

    private InstallScript() {}

    /** Downloads the whole script before it runs it, so that a partial script is never run. */
    public static SshReply run(Host host, String url) {
        String quoted = ShellQuoting.singleQuoted(url);
        return PackageLock.retry(
                () -> host.remote()
                        .run("f=$(mktemp) && { if type curl >/dev/null 2>&1; then curl -fsSL -o \"$f\" " + quoted
                                + "; else wget -qO \"$f\" " + quoted + "; fi; } && "
                                + host.facts().rootPrefix() + "sh \"$f\"; s=$?; rm -f \"$f\"; exit $s"),
                host.remote());
    }

    /** Whether the script failed because it does not support the distribution. */
    public static boolean isUnsupported(SshReply reply) {
        String output = reply.output();
        return output.contains("Unsupported distribution") || output.contains("nsupported platform");
    }

    /** Returns the last 20 lines of the output, for an error message. */
    public static String lastLines(SshReply reply) {
        String last = Excerpt.lastLines(reply.output(), LINES_SHOWN);
        return reply.isLost() ? (last + "\nthe connection was lost or the script was killed").strip() : last;
    }
}
