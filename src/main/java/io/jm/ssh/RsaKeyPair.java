package io.jm.ssh;

import io.jm.base.JmException;
import io.jm.os.AtomicFile;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.tls.KeyPairSource;
import io.jm.tls.PemFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;

/**
 * The RSA key of a machine in a cloud, as docker-machine keeps it: {@code id_rsa} in PKCS #1 and {@code id_rsa.pub} in
 * OpenSSH's format, both readable by their owner only. Its secret is in the file only.
 */
public final class RsaKeyPair {
    /** The name of the private file. */
    public static final String PRIVATE = "id_rsa";

    /** The name of the public file. */
    public static final String PUBLIC = "id_rsa.pub";

    private static final int BITS = 2048;

    private final Path privateFile;
    private final byte[] publicKey;

    private RsaKeyPair(Path privateFile, byte[] publicKey) {
        this.privateFile = privateFile;
        this.publicKey = publicKey;
    }

    /** Returns whether a directory has a key. */
    public static boolean isIn(Path directory) {
        return Files.exists(directory.resolve(PRIVATE));
    }

    /**
     * Returns the key of a directory; generates it if there is none. The public file is written again if it does not fit.
     *
     * @throws JmException if the files cannot be read or written, or there is a key that is not RSA
     */
    public static RsaKeyPair in(Path directory) {
        Path file = directory.resolve(PRIVATE);
        try {
            if (!Files.exists(file)) {
                AtomicFile.write(file, PemFile.rsaKey(generate()), AtomicFile.OWNER_ONLY);
            }
            if (!(PemFile.key(file) instanceof RSAPrivateCrtKey key)) {
                throw new JmException("the key " + file + " is not an RSA key; move it away");
            }
            RSAKeyParameters open = new RSAKeyParameters(false, key.getModulus(), key.getPublicExponent());
            RsaKeyPair pair = new RsaKeyPair(file, OpenSSHPublicKeyUtil.encodePublicKey(open));
            pair.writePublic(directory.resolve(PUBLIC));
            return pair;
        } catch (IOException e) {
            throw new JmException("cannot write the SSH key " + file + ": " + IoReason.of(e), e);
        }
    }

    private static RSAPrivateCrtKey generate() {
        return (RSAPrivateCrtKey) new KeyPairSource(BITS).next().getPrivate();
    }

    private void writePublic(Path file) throws IOException {
        byte[] line = (publicLine() + "\n").getBytes(StandardCharsets.US_ASCII);
        if (!Files.exists(file) || !Arrays.equals(BoundedReader.file(file, Limits.SMALL_FILE), line)) {
            AtomicFile.write(file, line, AtomicFile.OWNER_ONLY);
        }
    }

    /** Returns the file of the private key. */
    public Path privateFile() {
        return privateFile;
    }

    /** Returns the line for {@code authorized_keys}: type and base64, without a comment and a line feed. */
    public String publicLine() {
        return "ssh-rsa " + Base64.getEncoder().encodeToString(publicKey);
    }

    /** Returns the MD5 fingerprint of RFC 4716, section 4: pairs of hexadecimal digits with colons between them. */
    public String fingerprint() {
        try {
            return HexFormat.ofDelimiter(":")
                    .formatHex(MessageDigest.getInstance("MD5").digest(publicKey));
        } catch (GeneralSecurityException e) {
            throw new JmException("this Java has no MD5: " + e.getMessage(), e);
        }
    }
}
