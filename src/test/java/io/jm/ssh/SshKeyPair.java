package io.jm.ssh;

import io.jm.base.JmException;
import io.jm.os.AtomicFile;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import net.schmizz.sshj.common.Buffer;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;

/**
 * Generates a machine's SSH key in the files that docker-machine's drivers write: RSA 2048 as PKCS#1, and a public
 * line.
 */
final class SshKeyPair {
    private static final int BITS = 2048;

    private SshKeyPair() {}

    /**
     * Writes a new private key to {@code file} and its public key to the same name with {@code .pub}, both readable by
     * their owner only. An existing key is left unchanged.
     */
    public static void generate(Path file) {
        if (Files.exists(file)) {
            return;
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            write(Path.of(file + ".pub"), publicLine((RSAPublicKey) pair.getPublic()));
            write(file, pem((RSAPrivateCrtKey) pair.getPrivate()));
        } catch (GeneralSecurityException e) {
            throw new JmException("cannot generate an SSH key: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new JmException("cannot write the SSH key " + file + ": " + e.getMessage(), e);
        }
    }

    /** Returns the line for {@code authorized_keys}: type and base64, no comment. */
    static String publicLine(RSAPublicKey key) {
        byte[] wire = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
        return "ssh-rsa " + Base64.getEncoder().encodeToString(wire) + "\n";
    }

    private static String pem(RSAPrivateCrtKey key) throws IOException {
        BigInteger n = key.getModulus();
        byte[] der = new RSAPrivateKey(
                        n,
                        key.getPublicExponent(),
                        key.getPrivateExponent(),
                        key.getPrimeP(),
                        key.getPrimeQ(),
                        key.getPrimeExponentP(),
                        key.getPrimeExponentQ(),
                        key.getCrtCoefficient())
                .getEncoded();
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN RSA PRIVATE KEY-----\n" + base64 + "\n-----END RSA PRIVATE KEY-----\n";
    }

    private static void write(Path file, String text) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createFile(
                    file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(AtomicFile.OWNER_ONLY)));
        }
        Files.writeString(file, text);
    }
}
