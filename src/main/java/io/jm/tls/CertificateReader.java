package io.jm.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** Reads the certificate that a server presents, and then ends the connection: nothing is trusted, nothing is sent. */
public final class CertificateReader extends ServerTrust {
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
        SSLContext context = TlsContexts.of(null, new TrustManager[] {reader});
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

    @Override
    void check(X509Certificate[] chain) throws CertificateException {
        presented = chain[0];
        throw new CertificateException("only read");
    }
}
