package io.jm.provision.host;

import io.jm.base.JmException;
import io.jm.ssh.SshReply;
import io.jm.text.Excerpt;
import io.jm.text.ShellQuoting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A host whose facts are known: how to become root on it, and how to write a file only when it differs. */
public final class Host {
    private final RemoteHost remote;
    private final HostFacts facts;

    public Host(RemoteHost remote, HostFacts facts) {
        this.remote = remote;
        this.facts = facts;
    }

    public RemoteHost remote() {
        return remote;
    }

    public HostFacts facts() {
        return facts;
    }

    public boolean has(String program) {
        return facts.has(program);
    }

    public SshReply ask(String question) {
        return remote.ask(question);
    }

    public SshReply askAsRoot(String question) {
        return remote.ask(facts.rootPrefix() + question);
    }

    /** Changes something as the login user; fails if the command does. */
    public String run(String command) {
        return succeeded(command, remote.run(command));
    }

    /** Changes something as root; fails if the command does. */
    public String runAsRoot(String command) {
        return run(facts.rootPrefix() + command);
    }

    /** Changes something as root; the caller looks at the status. */
    public SshReply tryAsRoot(String command) {
        return remote.run(facts.rootPrefix() + command);
    }

    /**
     * Makes sure that a file has this content and mode.
     *
     * @return whether it had to be written
     */
    public boolean write(RemoteFile file) {
        String path = ShellQuoting.quote(file.path());
        String known = askAsRoot("sha256sum " + path).output();
        if (known.contains(sha256(file.content()))) {
            ensureMode(file, path);
            return false;
        }
        runAsRoot("mkdir -p " + ShellQuote.quote(file.directory()));
        if (file.secret()) {
            // the file is closed to others before the first byte of the key arrives
            runAsRoot("touch " + path);
            runAsRoot("chmod " + file.mode() + " " + path);
        }
        String command = facts.rootPrefix() + "tee " + path + " >/dev/null";
        succeeded(command, remote.runWithInput(command, file));
        if (!file.secret()) {
            runAsRoot("chmod " + file.mode() + " " + path);
        }
        return true;
    }

    private void ensureMode(RemoteFile file, String path) {
        String mode = askAsRoot("stat -c %a " + path).output().strip();
        if (!mode.isEmpty() && !("0" + mode).equals(file.mode())) {
            runAsRoot("chmod " + file.mode() + " " + path);
        }
    }

    private static String succeeded(String command, SshReply reply) {
        if (!reply.succeeded()) {
            throw failure(command, reply);
        }
        return reply.output();
    }

    /** A failed remote command in the original's four lines, of a long output the end. */
    public static JmException failure(String command, SshReply reply) {
        return new JmException("ssh command error:\ncommand : " + command + "\nerr     : exit status " + reply.status()
                + "\noutput  : " + Excerpt.end(reply.output()));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
