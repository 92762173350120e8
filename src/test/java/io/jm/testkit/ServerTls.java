package io.jm.testkit;

import io.jm.tls.PemFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS of a server in a test. */
public final class ServerTls {
    private ServerTls() {}

    /** Shows a certificate, and asks clients for none. */
    public static SSLContext of(Path certificate, Path key) throws GeneralSecurityException, IOException {
        return context(certificate, key, null);
    }

    /** Shows a certificate, and accepts those that one of these CAs signed. */
    public static SSLContext mutual(Path certificate, Path key, Path cas) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        for (X509Certificate ca : PemFile.certificates(cas)) {
            trusted.setCertificateEntry("ca" + trusted.size(), ca);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return context(certificate, key, trust.getTrustManagers());
    }

    private static SSLContext context(Path certificate, Path key, TrustManager @Nullable [] trust)
            throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
        keys.load(null, null);
        Certificate[] chain = PemFile.certificates(certificate).toArray(Certificate[]::new);
        keys.setKeyEntry("server", PemFile.key(key), new char[0], chain);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trust, null);
        return context;
    }
}
