package io.jm.testkit;

import io.jm.tls.PemFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** TLS of a server in a test. */
public final class ServerTls {
    private ServerTls() {}

    /** Shows a certificate, and asks clients for none. */
    public static SSLContext of(Path certificate, Path key) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
        keys.load(null, null);
        Certificate[] chain = PemFile.certificates(certificate).toArray(Certificate[]::new);
        keys.setKeyEntry("server", PemFile.key(key), new char[0], chain);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
