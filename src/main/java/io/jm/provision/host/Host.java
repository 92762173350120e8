package io.jm.provision.host;

import io.jm.base.JmException;
import io.jm.ssh.SshReply;
import io.jm.text.Excerpt;
import io.jm.text.Sha256;
import io.jm.text.ShellQuoting;

/** A host with known facts: runs commands as root, and writes files only if they differ. */
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

    /** Runs a command that changes nothing, as the SSH user; the caller checks the exit status. */
    public SshReply query(String command) {
        return remote.query(command);
    }

    /** Runs a command that changes nothing, as root; the caller checks the exit status. */
    public SshReply queryAsRoot(String command) {
        return remote.query(facts.rootPrefix() + command);
    }

    /** Runs a command that changes the host as the SSH user, and returns its output; throws if it fails. */
    public String run(String command) {
        return succeeded(command, remote.run(command));
    }

    /** Runs a command that changes the host as root, and returns its output; throws if it fails. */
    public String runAsRoot(String command) {
        return run(facts.rootPrefix() + command);
    }

    /** Runs a command that changes the host as root; the caller checks the exit status. */
    public SshReply tryAsRoot(String command) {
        return remote.run(facts.rootPrefix() + command);
    }

    /** Runs a script as root by {@code sh}; the caller checks the exit status. */
    public SshReply runScript(String name, String script) {
        return remote.runScript(facts.rootPrefix() + "sh", name, script);
    }

    /**
     * Writes a file unless it already has this content and mode.
     *
     * @return whether the content was written
     */
    public boolean write(RemoteFile file) {
        String path = ShellQuoting.quote(file.path());
        String known = queryAsRoot("sha256sum " + path).output();
        if (known.contains(Sha256.hex(file.content()))) {
            ensureMode(file, path);
            return false;
        }
        runAsRoot("mkdir -p " + ShellQuoting.quote(file.directory()));
        if (file.secret()) {
            // set the mode before the first byte of the key is written
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
        String mode = queryAsRoot("stat -c %a " + path).output().strip();
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

    /** Returns the error for a failed remote command in docker-machine's four lines, with the end of a long output. */
    public static JmException failure(String command, SshReply reply) {
        return new JmException("ssh command error:\ncommand : " + command + "\nerr     : exit status " + reply.status()
                + "\noutput  : " + Excerpt.end(reply.output()));
    }
}
