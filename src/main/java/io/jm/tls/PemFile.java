package io.jm.tls;

import io.jm.base.JmException;
import io.jm.os.IoReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Certificates and keys as text, RFC 7468: PKCS #1, PKCS #8 and SEC 1 keys are read, PKCS #1 is written. */
public final class PemFile {
    private static final int LINE = 64;

    private PemFile() {}

    /** The text between the marks of one kind, decoded, in the order of the file. */
    private record Part(String kind, byte[] content) {}

    /** Reads every certificate of a file. */
    public static List<X509Certificate> certificates(Path file) {
        List<X509Certificate> found = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Part part : parts(file)) {
                if (part.kind().equals("CERTIFICATE")) {
                    found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(part.content())));
                }
            }
        } catch (CertificateException e) {
            throw new JmException("There was an error reading certificate", e);
        }
        if (found.isEmpty()) {
            throw new JmException("There was an error reading certificate");
        }
        return found;
    }

    /** Reads the private key of a file. */
    public static PrivateKey key(Path file) {
        for (Part part : parts(file)) {
            try {
                switch (part.kind()) {
                    case "PRIVATE KEY" -> {
                        return pkcs8(part.content());
                    }
                    case "RSA PRIVATE KEY" -> {
                        AlgorithmIdentifier rsa = new AlgorithmIdentifier(
                                PKCSObjectIdentifiers.rsaEncryption, org.bouncycastle.asn1.DERNull.INSTANCE);
                        return pkcs8(new PrivateKeyInfo(rsa, ASN1Sequence.getInstance(part.content())).getEncoded());
                    }
                    case "EC PRIVATE KEY" -> {
                        ECPrivateKey key = ECPrivateKey.getInstance(part.content());
                        AlgorithmIdentifier ec =
                                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject());
                        return pkcs8(new PrivateKeyInfo(ec, key).getEncoded());
                    }
                    default -> {
                        continue;
                    }
                }
            } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
                throw new JmException("tls: failed to parse private key " + file, e);
            }
        }
        throw new JmException("tls: failed to find any PEM data in key input");
    }

    private static PrivateKey pkcs8(byte[] encoded) throws GeneralSecurityException, IOException {
        String kind = PrivateKeyInfo.getInstance(encoded)
                .getPrivateKeyAlgorithm()
                .getAlgorithm()
                .getId();
        String algorithm = kind.equals(X9ObjectIdentifiers.id_ecPublicKey.getId())
                ? "EC"
                : kind.equals(PKCSObjectIdentifiers.rsaEncryption.getId()) ? "RSA" : "EdDSA";
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static List<Part> parts(Path file) {
        String text;
        try {
            text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), e);
        }
        List<Part> parts = new ArrayList<>();
        int at = text.indexOf("-----BEGIN ");
        while (at >= 0) {
            int kindEnd = text.indexOf("-----", at + 11);
            if (kindEnd < 0) {
                break;
            }
            String kind = text.substring(at + 11, kindEnd);
            int end = text.indexOf("-----END " + kind + "-----", kindEnd);
            if (end < 0) {
                break;
            }
            try {
                parts.add(new Part(kind, Base64.getMimeDecoder().decode(text.substring(kindEnd + 5, end))));
            } catch (IllegalArgumentException e) {
                throw new JmException("There was an error reading certificate", e);
            }
            at = text.indexOf("-----BEGIN ", end);
        }
        return parts;
    }

    /** An RSA key in the form that docker-machine writes and reads. */
    static byte[] rsaKey(RSAPrivateCrtKey key) throws IOException {
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
        return text("RSA PRIVATE KEY", structure.getEncoded());
    }

    static byte[] text(String kind, byte[] content) {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content);
        return ("-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
