package io.jm.ssh;

import io.jm.base.JmException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;

/** A new Ed25519 key, for a login or as the key of a host, in the formats of OpenSSH. Its text is not in toString. */
public final class SshKeyPair {
    private static final int COLUMNS = 70;

    private final String privateKey;
    private final String publicLine;

    private SshKeyPair(String privateKey, String publicLine) {
        this.privateKey = privateKey;
        this.publicLine = publicLine;
    }

    /**
     * Generates a key.
     *
     * @param comment the last field of the public line; empty for none
     */
    public static SshKeyPair generate(String comment) {
        Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(new SecureRandom());
        try {
            byte[] secret = OpenSSHPrivateKeyUtil.encodePrivateKey(key);
            byte[] open = OpenSSHPublicKeyUtil.encodePublicKey(key.generatePublicKey());
            String line = "ssh-ed25519 " + Base64.getEncoder().encodeToString(open);
            return new SshKeyPair(pem(secret), comment.isEmpty() ? line : line + " " + comment);
        } catch (IOException e) {
            throw new JmException("cannot generate an SSH key: " + e.getMessage(), e);
        }
    }

    private static String pem(byte[] secret) {
        Base64.Encoder lines = Base64.getMimeEncoder(COLUMNS, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN OPENSSH PRIVATE KEY-----\n"
                + lines.encodeToString(secret)
                + "\n-----END OPENSSH PRIVATE KEY-----\n";
    }

    /** Returns the private key without a passphrase, as OpenSSH writes it to a file, with a final line feed. */
    public String privateKey() {
        return privateKey;
    }

    /** Returns the line for {@code authorized_keys}: type, base64 and comment, without a line feed. */
    public String publicLine() {
        return publicLine;
    }
}
