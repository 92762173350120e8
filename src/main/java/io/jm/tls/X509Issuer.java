package io.jm.tls;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.os.AtomicFile;
import io.jm.os.IoReason;
import io.jm.text.IpAddress;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues the same RSA certificates as docker-machine, so that both programs can use each other's; see ADR 0009. */
public final class X509Issuer implements CertificateIssuer {
    private static final int KEY_BITS = 2048;
    private static final int SERIAL_BITS = 128;
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final Duration LIFETIME = Duration.ofDays(1080);
    private static final int SERVER_USE = KeyUsage.digitalSignature | KeyUsage.keyEncipherment | KeyUsage.keyAgreement;

    private final Ticker ticker;
    private final KeyPairSource keys = new KeyPairSource(KEY_BITS);

    public X509Issuer(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public void issueCa(Path certificate, Path key, String organization) {
        if (Files.exists(key)) {
            throw new JmException("certificate authority key already exists", ErrorCode.CERTIFICATE, null);
        }
        KeyPair pair = keys.nextAndPrefetch();
        write(certificate, ca(name(organization), pair.getPublic()), pair.getPrivate());
        write(key, pair);
    }

    @Override
    public void renewCa(Path certificate, Path key) {
        X509Certificate existing = PemFile.certificates(certificate).get(0);
        write(certificate, ca(subject(existing), existing.getPublicKey()), PemFile.key(key));
    }

    private JcaX509v3CertificateBuilder ca(X500Name name, PublicKey key) {
        JcaX509v3CertificateBuilder builder = builder(name, name, key);
        extend(builder, Extension.basicConstraints, true, new BasicConstraints(true));
        extend(builder, Extension.keyUsage, true, new KeyUsage(SERVER_USE | KeyUsage.keyCertSign));
        extend(builder, Extension.subjectKeyIdentifier, false, keyIds().createSubjectKeyIdentifier(key));
        return builder;
    }

    @Override
    public void issueClient(Path certificate, Path key, Path caCertificate, Path caKey, String organization) {
        boolean existing = Files.exists(key);
        KeyPair pair = existing ? pairOf(key) : keys.next();
        X509Certificate ca = PemFile.certificates(caCertificate).get(0);
        JcaX509v3CertificateBuilder builder = builder(subject(ca), name(organization), pair.getPublic());
        extendClient(builder, ca);
        write(certificate, builder, signer(ca, caCertificate, caKey));
        if (!existing) {
            write(key, pair);
        }
    }

    @Override
    public IssuedClient issueClient(Path caCertificate, Path caKey, String organization, Duration lifetime) {
        X509Certificate ca = PemFile.certificates(caCertificate).get(0);
        PrivateKey signer = signer(ca, caCertificate, caKey);
        Instant end = ticker.now().truncatedTo(ChronoUnit.SECONDS).plus(lifetime);
        Instant caEnd = ca.getNotAfter().toInstant();
        end = end.isBefore(caEnd) ? end : caEnd;
        KeyPair pair = keys.next();
        JcaX509v3CertificateBuilder builder = builder(subject(ca), name(organization), pair.getPublic(), end);
        extendClient(builder, ca);
        try {
            return new IssuedClient(pem(builder, signer), PemFile.rsaKey((RSAPrivateCrtKey) pair.getPrivate()), end);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void extendClient(JcaX509v3CertificateBuilder builder, X509Certificate ca) {
        extend(builder, Extension.basicConstraints, true, new BasicConstraints(false));
        extend(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        extend(builder, Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
        addAuthorityKeyId(builder, ca);
    }

    @Override
    public void issueServer(
            Path certificate, Path key, Path caCertificate, Path caKey, String organization, List<String> hosts) {
        KeyPair pair = keys.next();
        certify(certificate, pair.getPublic(), caCertificate, caKey, organization, hosts);
        write(key, pair);
    }

    @Override
    public void certifyServer(
            Path certificate, Path key, Path caCertificate, Path caKey, String organization, List<String> hosts) {
        certify(certificate, pairOf(key).getPublic(), caCertificate, caKey, organization, hosts);
    }

    private void certify(
            Path certificate, PublicKey key, Path caCertificate, Path caKey, String organization, List<String> hosts) {
        X509Certificate ca = PemFile.certificates(caCertificate).get(0);
        JcaX509v3CertificateBuilder builder = builder(subject(ca), name(organization), key);
        extend(builder, Extension.basicConstraints, true, new BasicConstraints(false));
        extend(builder, Extension.keyUsage, true, new KeyUsage(SERVER_USE));
        extend(builder, Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        GeneralName[] names = new GeneralName[hosts.size()];
        for (int i = 0; i < names.length; i++) {
            int type = IpAddress.isAddress(hosts.get(i)) ? GeneralName.iPAddress : GeneralName.dNSName;
            names[i] = new GeneralName(type, hosts.get(i));
        }
        extend(builder, Extension.subjectAlternativeName, false, new GeneralNames(names));
        addAuthorityKeyId(builder, ca);
        write(certificate, builder, signer(ca, caCertificate, caKey));
    }

    /** Returns the pair of a user's own key, of which only the private key is on disk. */
    private static KeyPair pairOf(Path key) {
        try {
            PrivateKey privateKey = PemFile.key(key);
            return new KeyPair(PublicKeyDerivation.of(privateKey), privateKey);
        } catch (JmException | GeneralSecurityException e) {
            throw new JmException(
                    "the key " + key + " has no certificate and cannot get one (" + e.getMessage()
                            + "); move it away or put its certificate next to it",
                    ErrorCode.CERTIFICATE,
                    e);
        }
    }

    private static X500Name name(String organization) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, organization)
                .build();
    }

    private static X500Name subject(X509Certificate ca) {
        return X500Name.getInstance(ca.getSubjectX500Principal().getEncoded());
    }

    /** Returns the CA's key after checking that it belongs to the CA's certificate. */
    private static PrivateKey signer(X509Certificate ca, Path caCertificate, Path caKey) {
        PrivateKey key = PemFile.key(caKey);
        KeyPairs.requireMatch(key, caKey, ca, caCertificate);
        return key;
    }

    private static void addAuthorityKeyId(JcaX509v3CertificateBuilder builder, X509Certificate ca) {
        extend(
                builder,
                Extension.authorityKeyIdentifier,
                false,
                keyIds().createAuthorityKeyIdentifier(ca.getPublicKey()));
    }

    private static JcaX509ExtensionUtils keyIds() {
        try {
            return new JcaX509ExtensionUtils();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private JcaX509v3CertificateBuilder builder(X500Name issuer, X500Name subject, PublicKey key) {
        return builder(issuer, subject, key, start().plus(LIFETIME));
    }

    private Instant start() {
        return ticker.now().truncatedTo(ChronoUnit.SECONDS).minus(CLOCK_SKEW);
    }

    private JcaX509v3CertificateBuilder builder(X500Name issuer, X500Name subject, PublicKey key, Instant end) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, new SecureRandom()),
                Date.from(start()),
                Date.from(end),
                subject,
                key);
    }

    private static void extend(
            X509v3CertificateBuilder builder,
            org.bouncycastle.asn1.ASN1ObjectIdentifier type,
            boolean critical,
            org.bouncycastle.asn1.ASN1Encodable value) {
        try {
            builder.addExtension(type, critical, value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a key, always after its certificate: a key without one is treated as the user's own. */
    private static void write(Path key, KeyPair pair) {
        try {
            AtomicFile.write(key, PemFile.rsaKey((RSAPrivateCrtKey) pair.getPrivate()), AtomicFile.OWNER_ONLY);
        } catch (IOException e) {
            throw new JmException("write " + key + ": " + IoReason.of(e), ErrorCode.CERTIFICATE, e);
        }
    }

    private static void write(Path certificate, X509v3CertificateBuilder builder, PrivateKey signer) {
        try {
            AtomicFile.write(certificate, pem(builder, signer), AtomicFile.WORLD_READABLE);
        } catch (IOException e) {
            throw new JmException("write " + certificate + ": " + IoReason.of(e), ErrorCode.CERTIFICATE, e);
        }
    }

    private static byte[] pem(X509v3CertificateBuilder builder, PrivateKey signer) throws IOException {
        try {
            byte[] encoded = builder.build(
                            new JcaContentSignerBuilder(KeyPairs.signatureAlgorithm(signer)).build(signer))
                    .getEncoded();
            return PemFile.text("CERTIFICATE", encoded);
        } catch (OperatorCreationException e) {
            throw new JmException("the CA's key cannot sign: " + e.getMessage(), ErrorCode.CERTIFICATE, e);
        }
    }
}
