package io.jm.images;

import io.jm.base.JmException;
import io.jm.os.ProxyPasswords;
import io.jm.web.Proxies;
import io.jm.web.WebTimeouts;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** HTTP requests with redirects and proxies. A redirect may lead from http to https, never back. */
final class WebClient {
    private static final int MAX_REDIRECTS = 10;

    private final Proxies proxies;
    private final WebTimeouts timeouts;
    private final Supplier<@Nullable SSLContext> authorities;

    /**
     * Makes a client.
     *
     * @param authorities whom to trust, asked by each connection that needs it; null for the authorities of the JDK
     */
    WebClient(Proxies proxies, WebTimeouts timeouts, Supplier<@Nullable SSLContext> authorities) {
        this.proxies = proxies;
        this.timeouts = timeouts;
        this.authorities = authorities;
        // not later: it has no effect after the first connection
        ProxyPasswords.permit();
    }

    /** Requests a file; the body is read by the caller. */
    WebReply get(DownloadUrl url, Map<String, String> headers) throws IOException {
        return request("GET", url, headers);
    }

    /** Requests the headers of a file. */
    WebReply head(DownloadUrl url) throws IOException {
        return request("HEAD", url, Map.of());
    }

    private WebReply request(String method, DownloadUrl url, Map<String, String> headers) throws IOException {
        DownloadUrl at = url;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            HttpURLConnection connection = connection(method, at, headers);
            boolean returned = false;
            try {
                int code = connection.getResponseCode();
                if (code < 0) {
                    throw new IOException("the answer is not HTTP");
                }
                String location = isRedirect(code) ? connection.getHeaderField("Location") : null;
                if (location == null) {
                    returned = true;
                    return new WebReply(connection, code);
                }
                at = follow(at, location);
            } finally {
                if (!returned) {
                    connection.disconnect();
                }
            }
        }
        throw new ProtocolException("more than " + MAX_REDIRECTS + " redirects");
    }

    private static boolean isRedirect(int code) {
        return code == 301 || code == 302 || code == 303 || code == 307 || code == 308;
    }

    /** Returns the target of a redirect. */
    static DownloadUrl follow(DownloadUrl from, String location) throws ProtocolException {
        DownloadUrl to;
        try {
            to = from.resolve(location);
        } catch (JmException e) {
            throw new ProtocolException("the redirect is not usable: " + e.getMessage());
        }
        if (from.isSecure() && !to.isSecure()) {
            throw new ProtocolException("a redirect from https to http is not followed");
        }
        return to;
    }

    private HttpURLConnection connection(String method, DownloadUrl url, Map<String, String> headers)
            throws IOException {
        Proxies.Route route = proxies.route(url.uri());
        HttpURLConnection connection = (HttpURLConnection) url.uri().toURL().openConnection(route.proxy());
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) timeouts.connect().toMillis());
        connection.setReadTimeout((int) timeouts.silence().toMillis());
        connection.setRequestProperty("User-Agent", "jm");
        connection.setRequestProperty("Accept", "*/*");
        connection.setRequestProperty("Connection", "close");
        headers.forEach(connection::setRequestProperty);
        if (!url.authorization().isEmpty()) {
            connection.setRequestProperty("Authorization", url.authorization());
        }
        if (connection instanceof HttpsURLConnection secure) {
            SSLContext context = authorities.get();
            if (context != null) {
                secure.setSSLSocketFactory(context.getSocketFactory());
            }
        }
        if (route.login() != null) {
            connection.setAuthenticator(route.login());
        }
        return connection;
    }
}
