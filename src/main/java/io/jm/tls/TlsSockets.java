package io.jm.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** Adds TLS to an existing connection. */
public final class TlsSockets {
    private final List<X509Certificate> cas;
    private final X509Certificate[] client;
    private final PrivateKey key;

    /**
     * Reads the certificates and the key.
     *
     * @throws io.jm.base.JmException if a file is missing or invalid
     */
    public TlsSockets(Path caCertificate, Path clientCertificate, Path clientKey) {
        this.cas = PemFile.certificates(caCertificate);
        this.client = PemFile.certificates(clientCertificate).toArray(X509Certificate[]::new);
        this.key = PemFile.key(clientKey);
        KeyPairs.requireMatch(key, clientKey, client[0], clientCertificate);
    }

    /** Returns which certificate of a connection expires first: the engine's, the client's or the CA's. */
    public Expiry firstExpiry(Socket secure) throws IOException {
        SSLSession session = ((SSLSocket) secure).getSession();
        List<Expiry> ends = new ArrayList<>();
        for (X509Certificate ca : cas) {
            ends.add(Expiry.of(Expiry.Owner.CA, ca));
        }
        for (X509Certificate ours : client) {
            ends.add(Expiry.of(Expiry.Owner.CLIENT, ours));
        }
        for (Certificate certificate : session.getPeerCertificates()) {
            if (certificate instanceof X509Certificate theirs) {
                ends.add(Expiry.of(Expiry.Owner.ENGINE, theirs));
            }
        }
        return Collections.min(ends, Comparator.comparing(Expiry::end));
    }

    /** Performs the handshake and verifies the engine's certificate for {@code host}. */
    public Socket over(Socket plain, String host, int port) throws IOException {
        SSLContext context = TlsContexts.of(
                new KeyManager[] {new ClientKeys(client, key)}, new TrustManager[] {new CaTrustManager(cas, host)});
        SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
        secure.startHandshake();
        return secure;
    }
}
