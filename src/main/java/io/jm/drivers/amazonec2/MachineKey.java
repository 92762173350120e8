package io.jm.drivers.amazonec2;

import io.jm.base.JmException;
import io.jm.cloud.AnswerLostException;
import io.jm.cloud.ApiException;
import io.jm.driver.DriverContext;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.os.PrivateFile;
import io.jm.ssh.RsaKeyPair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The key with which jm logs in to the instance: its files here, and its public part at EC2. */
final class MachineKey {
    private static final int RANDOM_LETTERS = 5;

    private final DriverContext context;
    private final Ec2Api api;
    private final Ec2Config config;
    private final Runnable save;

    MachineKey(DriverContext context, Ec2Api api, Ec2Config config, Runnable save) {
        this.context = context;
        this.api = api;
        this.config = config;
        this.save = save;
    }

    /**
     * Makes the key, unless it exists; its name is on record before EC2 gets it.
     *
     * @throws JmException with docker-machine's beginning if it cannot be made
     */
    void make() {
        try {
            String line = files();
            if (!config.flag(Ec2Config.EXISTING_KEY)) {
                give(Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8)));
            }
        } catch (AnswerLostException | ApiException e) {
            throw new JmException("unable to create key pair: " + e.getMessage(), e.exitCode(), e);
        }
    }

    /** Returns the public line, with its line feed. */
    private String files() {
        Path directory = context.machineDirectory();
        Path target = directory.resolve(RsaKeyPair.PRIVATE);
        config.set(Ec2Config.SSH_KEY_PATH, target.toString());
        String source = config.text(Ec2Config.SSH_KEY_SOURCE);
        if (source.isEmpty()) {
            return RsaKeyPair.in(directory).publicLine() + "\n";
        }
        if (!Files.exists(target)) {
            copy(source, target);
        }
        return new String(copy(source + ".pub", directory.resolve(RsaKeyPair.PUBLIC)), StandardCharsets.UTF_8);
    }

    private byte[] copy(String source, Path target) {
        String file = source;
        try {
            byte[] bytes = BoundedReader.fileNamedByUser(
                    context.environment().workingDirectory().resolve(source), Limits.SSH_KEY);
            file = target.toString();
            PrivateFile.replace(target, bytes);
            return bytes;
        } catch (IOException e) {
            throw new JmException("unable to create key pair: open " + file + ": " + IoReason.of(e), e);
        }
    }

    private void give(String material) {
        String recorded = config.text(Ec2Config.KEY_NAME);
        if (!recorded.isEmpty() && api.keyPairExists(recorded)) {
            return;
        }
        if (recorded.isEmpty()) {
            newName();
        }
        try {
            importOrFind(material);
        } catch (ApiException e) {
            if (!e.is(ApiException.Kind.EXISTS)) {
                throw e;
            }
            // somebody else's, which must not be deleted
            newName();
            importOrFind(material);
        }
    }

    private void importOrFind(String material) {
        String name = config.text(Ec2Config.KEY_NAME);
        try {
            api.importKeyPair(name, material);
        } catch (AnswerLostException e) {
            // the name is random, so that a key pair of that name is this one
            if (!api.keyPairExists(name)) {
                api.importKeyPair(name, material);
            }
        }
    }

    private void newName() {
        StringBuilder name = new StringBuilder(context.machineName()).append('-');
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < RANDOM_LETTERS; i++) {
            name.append((char) ('a' + random.nextInt('z' - 'a' + 1)));
        }
        config.set(Ec2Config.KEY_NAME, name.toString());
        save.run();
    }
}
