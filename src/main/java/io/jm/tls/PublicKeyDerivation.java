package io.jm.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** Derives the public key from a private key, since a key file may contain no other part of the pair. */
final class PublicKeyDerivation {
    private PublicKeyDerivation() {}

    static PublicKey of(PrivateKey key) throws GeneralSecurityException {
        if (key instanceof RSAPrivateCrtKey rsa) {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
        }
        PrivateKeyInfo parts = PrivateKeyInfo.getInstance(key.getEncoded());
        AlgorithmIdentifier algorithm = parts.getPrivateKeyAlgorithm();
        try {
            if (key instanceof ECPrivateKey ec) {
                return decoded("EC", algorithm, point(algorithm, ec.getS()));
            }
            if (algorithm.getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519)) {
                byte[] seed =
                        ASN1OctetString.getInstance(parts.parsePrivateKey()).getOctets();
                byte[] point = new Ed25519PrivateKeyParameters(seed, 0)
                        .generatePublicKey()
                        .getEncoded();
                return decoded("Ed25519", algorithm, point);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidKeyException("malformed key", e);
        }
        throw new InvalidKeyException("unsupported algorithm (" + key.getAlgorithm() + ")");
    }

    private static byte[] point(AlgorithmIdentifier algorithm, BigInteger scalar) throws InvalidKeyException {
        X9ECParameters curve = algorithm.getParameters() instanceof ASN1ObjectIdentifier name
                ? ECNamedCurveTable.getByOID(name)
                : null;
        if (curve == null) {
            throw new InvalidKeyException("unknown curve");
        }
        return curve.getG().multiply(scalar).normalize().getEncoded(false);
    }

    private static PublicKey decoded(String algorithmName, AlgorithmIdentifier algorithm, byte[] key)
            throws GeneralSecurityException, IOException {
        byte[] encoded = new SubjectPublicKeyInfo(algorithm, key).getEncoded();
        return KeyFactory.getInstance(algorithmName).generatePublic(new X509EncodedKeySpec(encoded));
    }
}
