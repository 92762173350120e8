package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.cloud.ApiException;
import io.jm.cloud.RandomName;
import io.jm.os.AtomicFile;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.ssh.RsaKeyPair;
import io.jm.text.Excerpt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The key for SSH: a new one, uploaded under a name of its own, or the user's. */
final class KeyStep {
    private static final int NAME_BYTES = 4;
    private static final int ATTEMPTS = 5;

    private final Cloud cloud;
    private final OpenStackConfig config;
    private final Path directory;
    private final String machine;
    private final Unanswered unanswered;
    private final MakeOnce once;
    private final Runnable save;

    KeyStep(
            Cloud cloud,
            OpenStackConfig config,
            Path directory,
            String machine,
            Unanswered unanswered,
            MakeOnce once,
            Runnable save) {
        this.cloud = cloud;
        this.config = config;
        this.directory = directory;
        this.machine = machine;
        this.unanswered = unanswered;
        this.once = once;
        this.save = save;
    }

    /** Puts the key into the machine directory and the key pair into the cloud. */
    void run() {
        if (config.isSet(OpenStackConfig.EXISTING_KEY)) {
            copyOwn();
            return;
        }
        RsaKeyPair key = RsaKeyPair.in(directory);
        config.put(OpenStackConfig.SSH_KEY, key.privateFile().toString());
        String publicKey = key.publicLine() + "\n";
        if (config.has(OpenStackConfig.KEY_PAIR)) {
            if (exists(config.text(OpenStackConfig.KEY_PAIR), publicKey)) {
                unanswered.settledAll(Thing.KEY_PAIR);
                return;
            }
            // that of a key that is no longer in the machine directory, whose name is about to be forgotten
            Leftovers.gone(() -> cloud.compute().deleteKeyPair(config.text(OpenStackConfig.KEY_PAIR)));
        }
        upload(publicKey);
    }

    private void upload(String publicKey) {
        boolean mayCome = config.has(OpenStackConfig.KEY_PAIR) && unanswered.any(Thing.KEY_PAIR);
        String name = mayCome ? config.text(OpenStackConfig.KEY_PAIR) : newName();
        for (int attempt = 1; !upload(name, publicKey, attempt == ATTEMPTS); attempt++) {
            name = newName();
        }
        // a request that comes late finds the name taken
        unanswered.settledAll(Thing.KEY_PAIR);
        save.run();
    }

    /** Returns false if the name is taken. */
    private boolean upload(String name, String publicKey, boolean last) {
        // on record before it is made, so that it is found whatever happens
        config.put(OpenStackConfig.KEY_PAIR, name);
        try {
            once.run(Thing.KEY_PAIR, () -> create(name, publicKey), () -> exists(name, publicKey) ? name : null);
            return true;
        } catch (ApiException e) {
            boolean taken = e.is(ApiException.Kind.EXISTS);
            if (taken) {
                unanswered.settledAll(Thing.KEY_PAIR);
            }
            if (!unanswered.any(Thing.KEY_PAIR)) {
                forget();
            }
            if (!taken || last) {
                throw e;
            }
            return false;
        }
    }

    private String create(String name, String publicKey) {
        try {
            cloud.compute().createKeyPair(name, publicKey);
        } catch (ApiException e) {
            if (!e.is(ApiException.Kind.EXISTS) || !exists(name, publicKey)) {
                throw e;
            }
        }
        return name;
    }

    /** The cloud refused it, so that nothing is there that must be removed. */
    private void forget() {
        config.put(OpenStackConfig.KEY_PAIR, "");
        save.run();
    }

    private boolean exists(String name, String publicKey) {
        JsonNode there = ApiException.ifFound(() -> cloud.compute().keyPair(name));
        return there != null && there.path("public_key").asText().strip().equals(publicKey.strip());
    }

    private String newName() {
        return (machine + "-" + RandomName.hex(NAME_BYTES)).replace('.', '_');
    }

    private void copyOwn() {
        String publicKey = own(cloud, config);
        Path target = directory.resolve(RsaKeyPair.PRIVATE);
        write(target, privateKey(config));
        write(directory.resolve(RsaKeyPair.PUBLIC), publicKey.getBytes(StandardCharsets.UTF_8));
        config.put(OpenStackConfig.SSH_KEY, target.toString());
    }

    /**
     * Returns the public key of the user's key pair.
     *
     * @throws JmException if there is none of that name
     */
    static String own(Cloud cloud, OpenStackConfig config) {
        String name = config.text(OpenStackConfig.KEY_PAIR);
        try {
            return cloud.compute().keyPair(name).path("public_key").asText();
        } catch (ApiException e) {
            if (e.is(ApiException.Kind.NOT_FOUND)) {
                throw new JmException("Unable to find key pair named " + Excerpt.line(name), e);
            }
            throw e;
        }
    }

    /**
     * Returns the user's private key.
     *
     * @throws JmException if it cannot be read
     */
    static byte[] privateKey(OpenStackConfig config) {
        String file = config.text(OpenStackConfig.PRIVATE_KEY);
        try {
            return BoundedReader.fileNamedByUser(Path.of(file), Limits.SSH_KEY);
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), e);
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            AtomicFile.write(file, bytes, AtomicFile.OWNER_ONLY);
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), e);
        }
    }
}
