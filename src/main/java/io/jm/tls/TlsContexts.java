package io.jm.tls;

import io.jm.base.JmException;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** The JDK's settings for connections with TLS. */
final class TlsContexts {
    private TlsContexts() {}

    /**
     * Returns the settings of a client.
     *
     * @param keys the client's certificate; null for none
     * @param trusted which servers are trusted; null for the JDK's choice
     */
    static SSLContext of(KeyManager @Nullable [] keys, TrustManager @Nullable [] trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trusted, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw unsupported(e);
        }
    }

    static JmException unsupported(Exception e) {
        return new JmException("this Java does not support TLS: " + e.getMessage(), e);
    }
}
