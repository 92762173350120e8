package io.jm.tls;

import io.jm.base.JmException;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
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
            throw unsupported(e);
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
     * @throws JmException if a file is missing or invalid, or the key belongs to another certificate
     */
    public ClientTls show(Path certificate, Path key) {
        X509Certificate[] chain = PemFile.certificates(certificate).toArray(X509Certificate[]::new);
        PrivateKey secret = PemFile.key(key);
        KeyPairs.requireMatch(secret, key, chain[0], certificate);
        keys = new KeyManager[] {new ClientKeys(chain, secret)};
        return this;
    }

    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trusted, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw unsupported(e);
        }
    }

    private static JmException unsupported(Exception e) {
        return new JmException("this Java does not support TLS: " + e.getMessage(), e);
    }

    /** An extended one: the JDK adds a check of the host name to all others. */
    private static final class AnyTrust extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // nothing is checked
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            // nothing is checked
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // nothing is checked
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // nothing is checked
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            // nothing is checked
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // nothing is checked
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
