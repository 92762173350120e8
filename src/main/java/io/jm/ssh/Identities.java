package io.jm.ssh;

import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import io.jm.os.Environment;
import io.jm.tls.PemFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.schmizz.sshj.userauth.keyprovider.BaseFileKeyProvider;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.keyprovider.KeyProviderUtil;
import net.schmizz.sshj.userauth.keyprovider.PKCS8KeyFile;
import net.schmizz.sshj.userauth.keyprovider.PuTTYKeyFile;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPublickey;
import net.schmizz.sshj.userauth.password.PasswordUtils;
import org.jspecify.annotations.Nullable;

/** The keys to authenticate with, in the order in which OpenSSH offers them. */
final class Identities implements AutoCloseable {
    private final Environment environment;
    private final Passphrases passphrases;
    /** Decrypted keys are kept for a reconnection, so that the user types a passphrase once. */
    private final Map<Path, KeyProvider> opened = new HashMap<>();

    private @Nullable SshAgent agent;
    private boolean agentLookedUp;

    Identities(Environment environment, Passphrases passphrases) {
        this.environment = environment;
        this.passphrases = passphrases;
    }

    /** One key to try, opened only when its turn comes. */
    @FunctionalInterface
    interface Credential {
        /** Returns the authentication method, or null if the key cannot be used. */
        @Nullable
        AuthMethod method();
    }

    /**
     * Returns the keys given for the target, or, if there are none, those of the agent and then the user's default
     * keys.
     */
    List<Credential> of(SshTarget target) {
        List<Credential> credentials = new ArrayList<>();
        for (Path key : target.keys()) {
            KeyFile file = new KeyFile(key);
            file.check();
            credentials.add(() -> named(file));
        }
        if (target.keys().isEmpty()) {
            credentials.add(this::allOfAgent);
            String home = environment.home();
            if (home != null) {
                for (String name : List.of("id_ed25519", "id_ecdsa", "id_rsa")) {
                    Path key = Path.of(home, ".ssh", name);
                    if (Files.isReadable(key)) {
                        credentials.add(() -> new AuthPublickey(open(new KeyFile(key))));
                    }
                }
            }
        }
        return credentials;
    }

    private AuthMethod named(KeyFile file) {
        AuthMethod held = file.encrypted() && !opened.containsKey(file.path()) ? heldByAgent(file) : null;
        return held != null ? held : new AuthPublickey(open(file));
    }

    private @Nullable AuthMethod heldByAgent(KeyFile file) {
        byte[] blob = file.publicBlob();
        SshAgent running = agent();
        if (blob == null || running == null) {
            return null;
        }
        for (SshAgent.Identity identity : identities(running)) {
            if (Arrays.equals(identity.blob(), blob)) {
                return new AgentAuth(running, List.of(identity));
            }
        }
        return null;
    }

    private @Nullable AuthMethod allOfAgent() {
        SshAgent running = agent();
        List<SshAgent.Identity> held = running == null ? List.of() : identities(running);
        return running == null || held.isEmpty() ? null : new AgentAuth(running, held);
    }

    private static List<SshAgent.Identity> identities(SshAgent agent) {
        try {
            return agent.identities();
        } catch (IOException e) {
            // an agent that does not respond counts as none
            return List.of();
        }
    }

    private @Nullable SshAgent agent() {
        if (!agentLookedUp) {
            agentLookedUp = true;
            agent = SshAgent.connect(environment);
        }
        return agent;
    }

    private KeyProvider open(KeyFile file) {
        KeyProvider known = opened.get(file.path());
        if (known != null) {
            return known;
        }
        try {
            KeyProvider key = file.encrypted() ? unlocked(file) : provider(file, null);
            key.getPrivate();
            opened.put(file.path(), key);
            return key;
        } catch (SshException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // sshj throws many types of exception for an invalid key file
            String reason = e.getMessage() == null ? e.toString() : e.getMessage();
            throw new SshException(
                    "cannot use the key " + file.path() + ": " + PeerReason.line(reason)
                            + " (the system's ssh may be able to: --native-ssh)",
                    SshException.Kind.CLIENT_KEY,
                    e);
        }
    }

    private KeyProvider unlocked(KeyFile file) throws IOException {
        char[] passphrase = passphrases.ask(file.path());
        if (passphrase == null) {
            throw new SshException(
                    "the key " + file.path() + " is protected by a passphrase and there is no terminal to ask for it;"
                            + " add the key to an ssh-agent",
                    SshException.Kind.CLIENT_KEY,
                    null);
        }
        try {
            KeyProvider key = provider(file, passphrase.clone());
            key.getPrivate();
            return key;
        } catch (IOException | RuntimeException e) {
            throw new SshException("wrong passphrase for the key " + file.path(), SshException.Kind.CLIENT_KEY, e);
        } finally {
            Arrays.fill(passphrase, ' ');
        }
    }

    private static KeyProvider provider(KeyFile file, char @Nullable [] passphrase) throws IOException {
        String text = file.text();
        BaseFileKeyProvider key = switch (KeyProviderUtil.detectKeyFileFormat(text, false)) {
            case OpenSSHv1 -> new OpenSSHKeyV1KeyFile();
            case OpenSSH, PKCS8 -> new PKCS8KeyFile();
            case PuTTY -> new PuTTYKeyFile();
            case Unknown -> throw new IOException("unknown key format");
        };
        if (passphrase == null) {
            key.init(key instanceof PKCS8KeyFile ? PemFile.relabelled(file.path()) : text, null);
        } else {
            key.init(text, null, PasswordUtils.createOneOff(passphrase));
        }
        return key;
    }

    @Override
    public void close() {
        if (agent != null) {
            agent.close();
        }
    }
}
