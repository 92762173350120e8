package io.jm.cloud;

import io.jm.base.JmException;
import io.jm.os.BoundedReader;
import io.jm.os.Limits;
import io.jm.os.ProxyPasswords;
import io.jm.web.Abandonable;
import io.jm.web.Proxies;
import io.jm.web.ProxyLogin;
import io.jm.web.WebTimeouts;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests with the JDK's client through the proxies that the environment names. Unlike
 * {@link java.net.HttpURLConnection}, that client sends only a GET a second time when its answer is lost, never a request that
 * changes something.
 */
public final class HttpTransport implements Transport {
    private final Proxies proxies;
    private final WebTimeouts timeouts;
    private final Supplier<@Nullable SSLContext> authorities;
    private final String userAgent;
    private @Nullable HttpClient client;

    /**
     * Prepares a client; it is made for the first request.
     *
     * @param authorities whom to trust, asked for the first request; null for the authorities of the JDK
     * @param userAgent the program and its version
     */
    public HttpTransport(
            Proxies proxies, WebTimeouts timeouts, Supplier<@Nullable SSLContext> authorities, String userAgent) {
        this.proxies = proxies;
        this.timeouts = timeouts;
        this.authorities = authorities;
        this.userAgent = userAgent;
    }

    @Override
    public CloudReply send(CloudRequest request) throws IOException {
        HttpClient used = client();
        Proxies.Route route = proxies.route(request.uri());
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .timeout(timeouts.silence())
                .header("User-Agent", userAgent)
                .method(
                        request.method(),
                        request.body().length == 0
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach((name, value) -> header(builder, name, value));
        ProxyLogin login = route.login();
        if (login != null) {
            // of a request to an https server, the client sends it to the proxy only; not by an Authenticator, since a
            // client that has one drops the header Authorization on Java 17
            builder.header("Proxy-Authorization", login.header());
        }
        HttpRequest built = builder.build();
        try {
            return Abandonable.call(
                    () -> exchange(used, built, route), timeouts.silence().multipliedBy(2));
        } catch (HttpConnectTimeoutException | SSLHandshakeException e) {
            throw new NotSentException(e);
        } catch (ConnectException e) {
            throw new NotSentException(explained(e, request.uri()));
        } catch (IOException e) {
            throw ProxyRefusal.of(e, route.proxy(), request.uri());
        }
    }

    /** The client's own exception would show the value, which may be a secret. */
    private static void header(HttpRequest.Builder builder, String name, String value) {
        try {
            builder.header(name, value);
        } catch (IllegalArgumentException e) {
            throw new JmException("the value of the header " + name
                    + " has characters that cannot be sent, such as a line break: check the credentials");
        }
    }

    /** The client's own exceptions for this have no message. */
    private static IOException explained(ConnectException failure, URI uri) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return new UnknownHostException(uri.getHost());
            }
        }
        return failure.getMessage() == null ? new ConnectException("connection refused") : failure;
    }

    private static CloudReply exchange(HttpClient client, HttpRequest request, Proxies.Route route)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() == ProxyRefusal.LOGIN_WANTED && route.proxy().type() != Proxy.Type.DIRECT) {
            // the body of the answer to a CONNECT is null
            throw ProxyRefusal.login(route.proxy());
        }
        try (InputStream in = response.body()) {
            Map<String, String> headers = new TreeMap<>();
            response.headers()
                    .map()
                    .forEach((name, values) ->
                            headers.put(name.toLowerCase(Locale.ROOT), values.get(values.size() - 1)));
            return new CloudReply(response.statusCode(), headers, BoundedReader.stream(in, Limits.CLOUD_REPLY));
        }
    }

    private synchronized HttpClient client() {
        if (client == null) {
            // not later: it has no effect after the first connection
            ProxyPasswords.permit();
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(timeouts.connect())
                    .proxy(new Selector(proxies));
            SSLContext tls = authorities.get();
            if (tls != null) {
                builder.sslContext(tls);
            }
            client = builder.build();
        }
        return client;
    }

    /** Names the proxy of each server. */
    private static final class Selector extends ProxySelector {
        private final Proxies proxies;

        Selector(Proxies proxies) {
            this.proxies = proxies;
        }

        @Override
        public List<Proxy> select(URI uri) {
            Proxy proxy = proxies.route(uri).proxy();
            // the client resolves no proxy's name itself
            return List.of(
                    proxy.address() instanceof InetSocketAddress address
                            ? new Proxy(proxy.type(), new InetSocketAddress(address.getHostString(), address.getPort()))
                            : proxy);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // the request fails with the same exception
        }
    }
}
