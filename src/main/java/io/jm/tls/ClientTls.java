package io.jm.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS to a server whose user does not want the JDK's choice of whom to trust, or who has a certificate of their own. */
public final class ClientTls {
    private KeyManager @Nullable [] keys;
    private TrustManager @Nullable [] trusted;

    /** Trusts these authorities only, in place of the JDK's. */
    public ClientTls trust(List<X509Certificate> authorities) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("ca" + i, authorities.get(i));
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            trusted = factory.getTrustManagers();
            return this;
        } catch (GeneralSecurityException | IOException e) {
            throw TlsContexts.unsupported(e);
        }
    }

    /** Trusts any certificate for any host, since the user said so. */
    public ClientTls trustAny() {
        trusted = new TrustManager[] {new AnyTrust()};
        return this;
    }

    /**
     * Shows a certificate of the user's.
     *
     * @throws io.jm.base.JmException if a file is missing or invalid, or the key belongs to another certificate
     */
    public ClientTls show(Path certificate, Path key) {
        X509Certificate[] chain = PemFile.certificates(certificate).toArray(X509Certificate[]::new);
        PrivateKey secret = PemFile.key(key);
        KeyPairs.requireMatch(secret, key, chain[0], certificate);
        keys = new KeyManager[] {new ClientKeys(chain, secret)};
        return this;
    }

    public SSLContext context() {
        return TlsContexts.of(keys, trusted);
    }

    private static final class AnyTrust extends ServerTrust {
        @Override
        void check(X509Certificate[] chain) {
            // nothing is checked
        }
    }
}
