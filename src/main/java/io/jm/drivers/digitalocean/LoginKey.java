package io.jm.drivers.digitalocean;

import io.jm.base.JmException;
import io.jm.cloud.AnswerLostException;
import io.jm.cloud.ApiException;
import io.jm.cloud.ApiException.Kind;
import io.jm.driver.DriverContext;
import io.jm.ssh.KeyCopy;
import io.jm.ssh.RsaKeyPair;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The SSH key with which jm logs in to a droplet: the user's own, or one that is made for the machine. */
final class LoginKey {
    private static final int ATTEMPTS = 3;

    private final DriverContext context;
    private final DropletConfig config;
    private final DigitalOceanApi api;
    private final Runnable save;

    LoginKey(DriverContext context, DropletConfig config, DigitalOceanApi api, Runnable save) {
        this.context = context;
        this.config = config;
        this.api = api;
        this.save = save;
    }

    /** Returns the key that was made for the machine; null if none was made. */
    static @Nullable RsaKeyPair ownIfThere(DriverContext context) {
        Path directory = context.machineDirectory();
        return RsaKeyPair.isIn(directory) ? RsaKeyPair.in(directory) : null;
    }

    /** Puts the private key into the machine directory and the public one into the account, and returns its number. */
    long prepare() {
        context.say("Creating SSH key...");
        return config.fingerprint().isEmpty() ? own() : ofTheUser();
    }

    private long ofTheUser() {
        String fingerprint = config.fingerprint();
        Long id = api.key(fingerprint);
        if (id == null) {
            throw new JmException("Digital Ocean SSH key with fingerprint " + fingerprint + " doesn't exist");
        }
        config.keyId(id);
        if (config.key().isEmpty()) {
            context.say("Assuming Digital Ocean private SSH is located at ~/.ssh/id_rsa");
        } else {
            Path source = context.environment().workingDirectory().resolve(config.key());
            Path target = KeyCopy.target(context.machineDirectory(), source);
            KeyCopy.copy(source, target);
            config.keyPath(target.toString());
        }
        save.run();
        return id;
    }

    private long own() {
        RsaKeyPair pair = RsaKeyPair.in(context.machineDirectory());
        config.keyPath(pair.privateFile().toString());
        if (config.keyId() > 0 && api.key(Long.toString(config.keyId())) != null) {
            return config.keyId();
        }
        boolean sentBefore = config.pendingKey() != null;
        if (sentBefore) {
            Long made = api.key(pair.fingerprint());
            if (made != null) {
                return recorded(made);
            }
        }
        config.keyId(0);
        config.pendingKey(api.time());
        save.run();
        return register(pair, sentBefore);
    }

    /** A key that is in the account before it was ever sent is not the machine's to delete. */
    private long register(RsaKeyPair pair, boolean sentBefore) {
        boolean sent = sentBefore;
        for (int attempt = 1; ; attempt++) {
            try {
                return recorded(api.createKey(context.machineName(), pair.publicLine()));
            } catch (AnswerLostException e) {
                sent = true;
                Long made = api.key(pair.fingerprint());
                if (made != null) {
                    return recorded(made);
                }
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (ApiException e) {
                Long there = e.is(Kind.EXISTS) ? api.key(pair.fingerprint()) : null;
                if (there != null && sent) {
                    return recorded(there);
                }
                if (!sent) {
                    settled();
                }
                if (there == null) {
                    throw e;
                }
                return there;
            }
        }
    }

    private long recorded(long id) {
        config.keyId(id);
        settled();
        return id;
    }

    private void settled() {
        config.keySettled();
        save.run();
    }
}
