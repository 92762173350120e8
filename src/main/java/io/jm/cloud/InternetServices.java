package io.jm.cloud;

import io.jm.os.Environment;
import io.jm.web.Authorities;
import io.jm.web.Proxies;
import io.jm.web.WebTimeouts;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Reaches the real providers. */
public final class InternetServices implements CloudServices {
    private static final WebTimeouts TIMEOUTS = new WebTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(60));

    private static final WebTimeouts NEARBY = new WebTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final Environment environment;
    private final String userAgent;
    private final Authorities authorities;
    private final SharedAnswers answers = new SharedAnswers();

    /**
     * Prepares the connections. Not with the constructor: a caller that made this type into the interface would load both
     * classes before it needs one.
     *
     * @param userAgent the program and its version
     */
    public static CloudServices of(Environment environment, String userAgent) {
        return new InternetServices(environment, userAgent);
    }

    private InternetServices(Environment environment, String userAgent) {
        this.environment = environment;
        this.userAgent = userAgent;
        this.authorities = new Authorities(environment);
    }

    @Override
    public Transport transport(@Nullable SSLContext tls) {
        return new HttpTransport(new Proxies(environment), TIMEOUTS, tls == null ? authorities : () -> tls, userAgent);
    }

    @Override
    public Transport nearby() {
        return new HttpTransport(new Proxies(environment.with(Map.of())), NEARBY, () -> null, userAgent);
    }

    @Override
    public SharedAnswers answers() {
        return answers;
    }
}
