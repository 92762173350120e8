package io.jm.tls;

import io.jm.base.JmException;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Reads the certificate that a server presents, and then ends the connection: nothing is trusted, nothing is sent. */
public final class CertificateReader extends X509ExtendedTrustManager {
    private @Nullable X509Certificate presented;

    private CertificateReader() {}

    /**
     * Returns the certificate of a server.
     *
     * @param plain the connection
     * @throws IOException if the server presents none
     */
    public static X509Certificate read(Socket plain, String host, int port) throws IOException {
        CertificateReader reader = new CertificateReader();
        SSLContext context;
        try {
            context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {reader}, null);
        } catch (GeneralSecurityException e) {
            throw new JmException("this Java does not support TLS: " + e.getMessage(), e);
        }
        try {
            ((SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)).startHandshake();
            throw new IOException("the server presented no certificate");
        } catch (IOException e) {
            X509Certificate found = reader.presented;
            if (found == null) {
                throw e;
            }
            return found;
        }
    }

    private void note(X509Certificate[] chain) throws CertificateException {
        presented = chain[0];
        throw new CertificateException("only read");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        note(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
            throws CertificateException {
        note(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
            throws CertificateException {
        note(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("jm is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
            throws CertificateException {
        throw new CertificateException("jm is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("jm is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
