package io.jm.tls;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;

/** Reads and writes certificates and keys in PEM: reads PKCS #1, PKCS #8 and SEC 1 keys, writes PKCS #1. */
public final class PemFile {
    private static final int LINE = 64;

    private PemFile() {}

    /** Reads every certificate of a file. */
    public static List<X509Certificate> certificates(Path file) {
        return certificates(PemBlock.read(file));
    }

    /** Reads every certificate in a text. */
    public static List<X509Certificate> certificatesIn(String text) {
        return certificates(PemBlock.of(text));
    }

    private static List<X509Certificate> certificates(List<PemBlock> blocks) {
        List<X509Certificate> found = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (PemBlock block : blocks) {
                if (block.isCertificate()) {
                    found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.content())));
                }
            }
        } catch (CertificateException e) {
            throw new JmException("There was an error reading certificate", ErrorCode.CERTIFICATE, e);
        }
        if (found.isEmpty()) {
            throw new JmException("There was an error reading certificate", ErrorCode.CERTIFICATE, null);
        }
        return found;
    }

    /** Reads the certificates of a file, without those that are invalid, as Go does with the authorities of the system. */
    public static List<X509Certificate> validCertificates(Path file) {
        List<X509Certificate> found = new ArrayList<>();
        for (PemBlock block : PemBlock.read(file)) {
            if (block.isCertificate()) {
                try {
                    found.add((X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(block.content())));
                } catch (CertificateException e) {
                    // one of a hundred
                    continue;
                }
            }
        }
        return found;
    }

    /** Reads the private key of a file, regardless of its label. */
    public static PrivateKey key(Path file) {
        PemBlock block = keyBlock(file);
        if (block.encrypted() || PrivateKeyBytes.isEncrypted(block.content())) {
            throw new JmException(
                    "tls: failed to parse private key " + file
                            + ": it is encrypted; create a copy without a passphrase with \"openssl pkey\"",
                    ErrorCode.CERTIFICATE,
                    null);
        }
        try {
            return PrivateKeyBytes.decode(block.content());
        } catch (GeneralSecurityException e) {
            throw new JmException("tls: failed to parse private key " + file, ErrorCode.CERTIFICATE, e);
        }
    }

    /**
     * Returns the private key of a file as PEM with the label that matches its structure, for readers that rely on
     * labels.
     */
    public static String relabelled(Path file) {
        byte[] content = keyBlock(file).content();
        try {
            return new String(text(PrivateKeyBytes.label(content), content), StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new JmException("tls: failed to parse private key " + file, ErrorCode.CERTIFICATE, e);
        }
    }

    private static PemBlock keyBlock(Path file) {
        List<PemBlock> blocks = PemBlock.read(file);
        for (PemBlock block : blocks) {
            if (block.isPrivateKey()) {
                return block;
            }
        }
        throw new JmException(
                blocks.stream().anyMatch(PemBlock::isCertificate)
                        ? "tls: found a certificate rather than a key in the PEM for the private key " + file
                        : "tls: failed to find any PEM data in key input " + file,
                ErrorCode.CERTIFICATE,
                null);
    }

    /** Returns an RSA key in the form that docker-machine writes and reads. */
    public static byte[] rsaKey(RSAPrivateCrtKey key) throws IOException {
        BigInteger exponent = key.getPublicExponent();
        RSAPrivateKey structure = new RSAPrivateKey(
                key.getModulus(),
                exponent,
                key.getPrivateExponent(),
                key.getPrimeP(),
                key.getPrimeQ(),
                key.getPrimeExponentP(),
                key.getPrimeExponentQ(),
                key.getCrtCoefficient());
        return text(PrivateKeyBytes.RSA_LABEL, structure.getEncoded());
    }

    static byte[] text(String label, byte[] content) {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content);
        return ("-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
