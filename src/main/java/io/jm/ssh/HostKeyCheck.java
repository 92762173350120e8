package io.jm.ssh;

import io.jm.os.Setting;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;

/** Verifies one connection's host key; an unknown key is stored only after the login has succeeded. */
final class HostKeyCheck implements HostKeyVerifier {
    private final SshTarget target;
    private final boolean jump;
    private final @Nullable KnownHosts known;
    private KnownHosts.@Nullable Entry unknown;
    private @Nullable SshException refusal;

    /**
     * Prepares a check.
     *
     * @param jump whether the target is a jump host, whose file has the keys of all jump hosts
     */
    HostKeyCheck(SshTarget target, boolean jump) {
        this.target = target;
        this.jump = jump;
        Path file = target.knownHosts();
        this.known = file == null || target.hostKeys() == HostKeyPolicy.OFF
                ? null
                : new KnownHosts(file, target.machineName());
    }

    @Override
    public synchronized boolean verify(String host, int port, PublicKey key) {
        if (known == null) {
            return true;
        }
        KnownHosts.Entry offered = KnownHosts.Entry.of(key);
        List<KnownHosts.Entry> entries = known.entries();
        if (entries.contains(offered)) {
            return true;
        }
        if (entries.isEmpty() && target.hostKeys() == HostKeyPolicy.PIN) {
            unknown = offered;
            return true;
        }
        refusal = new SshException(
                entries.isEmpty() ? unknownKey(offered) : changedKey(entries, offered),
                SshException.Kind.HOST_KEY,
                null);
        return false;
    }

    private String unknownKey(KnownHosts.Entry offered) {
        return "the host key of " + place() + " is not known: " + offered.type() + " " + offered.fingerprint() + "\n"
                + "To accept it, run the command once with " + Setting.HOST_KEY_CHECK.variable() + "=pin";
    }

    private String changedKey(List<KnownHosts.Entry> entries, KnownHosts.Entry offered) {
        KnownHosts.Entry expected = entries.get(0);
        for (KnownHosts.Entry entry : entries) {
            if (entry.type().equals(offered.type())) {
                expected = entry;
            }
        }
        return "the host key of " + place() + " has changed\n"
                + "  remembered: " + expected.type() + " " + expected.fingerprint() + "\n"
                + "  offered:    " + offered.type() + " " + offered.fingerprint() + "\n"
                + "Someone may be listening in, or the " + (jump ? "host" : "machine")
                + " was rebuilt. If it was, delete "
                + (jump ? "the lines of " + target.machineName() + " in " : "") + target.knownHosts()
                + " and try again";
    }

    /** Returns the types of the known keys, so that a server with several keys offers the one we know. */
    @Override
    public List<String> findExistingAlgorithms(String host, int port) {
        if (known == null) {
            return List.of();
        }
        return known.entries().stream().map(KnownHosts.Entry::type).toList();
    }

    /** Returns why the key was refused, or null if it was not. */
    synchronized @Nullable SshException refusal() {
        return refusal;
    }

    /** Stores a key that was seen for the first time; call it once the login has succeeded. */
    synchronized void trust() {
        if (unknown != null && known != null) {
            known.add(unknown);
            unknown = null;
        }
    }

    private String place() {
        return jump
                ? "the jump host " + target.hostAndPort()
                : '"' + target.machineName() + "\" (" + target.hostAndPort() + ")";
    }
}
