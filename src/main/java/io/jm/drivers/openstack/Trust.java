package io.jm.drivers.openstack;

import io.jm.base.JmException;
import io.jm.os.BoundedReader;
import io.jm.os.Environment;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.tls.ClientTls;
import io.jm.tls.PemFile;
import io.jm.web.Authorities;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Whom a cloud's user wants to trust, and what certificate they have themselves. */
final class Trust {
    private final Environment environment;
    private final Consumer<String> say;

    /**
     * Prepares the choice.
     *
     * @param say gets docker-machine's line about a file that cannot be read
     */
    Trust(Environment environment, Consumer<String> say) {
        this.environment = environment;
        this.say = say;
    }

    /**
     * Returns the choice; null for the usual one.
     *
     * @throws JmException if a file is missing or invalid
     */
    @Nullable
    SSLContext context(LoginValues values) {
        boolean any = values.has(LoginKey.INSECURE);
        boolean own = values.has(LoginKey.CERTIFICATE) && values.has(LoginKey.KEY);
        if (!any && !own && !values.has(LoginKey.CA)) {
            return null;
        }
        ClientTls tls = new ClientTls();
        List<X509Certificate> authorities = values.has(LoginKey.CA)
                ? authorities(environment.path(values.get(LoginKey.CA)))
                : Authorities.certificates(environment);
        if (!authorities.isEmpty()) {
            tls.trust(authorities);
        }
        if (any) {
            tls.trustAny();
        }
        if (own) {
            tls.show(environment.path(values.get(LoginKey.CERTIFICATE)), environment.path(values.get(LoginKey.KEY)));
        }
        return tls.context();
    }

    private List<X509Certificate> authorities(Path file) {
        try {
            BoundedReader.file(file, Limits.SMALL_FILE);
        } catch (IOException e) {
            say.accept("Unable to read specified CA certificate(s)");
            throw new JmException("open " + file + ": " + IoReason.of(e), e);
        }
        try {
            return PemFile.certificates(file);
        } catch (JmException e) {
            throw new JmException("Ill-formed CA certificate(s) PEM file", e);
        }
    }
}
