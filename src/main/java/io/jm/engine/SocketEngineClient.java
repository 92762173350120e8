package io.jm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.http.HttpCall;
import io.jm.http.HttpReply;
import io.jm.json.JsonReader;
import io.jm.text.GoUrl;
import io.jm.tls.TlsFailure;
import io.jm.tls.TlsSockets;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Timer;
import org.jspecify.annotations.Nullable;

/** Talks to engines over sockets of its own: nothing is asked that needs a version of the engine's interface. */
public final class SocketEngineClient implements EngineClient {
    private static final String VERSION_PATH = "/version";
    private static final String TOO_LATE = "context deadline exceeded";
    private static final String REFUSED = "remote error: tls: ";
    private static final int VERDICT_MILLIS = 3000;
    /** What the original asked for; its messages name it, and scripts may know them. */
    private static final String TOLD_PATH = "/v1.15/version";

    /** Watches over all conversations, however many there are at once. */
    private @Nullable Timer timer;

    private synchronized Timer timer() {
        Timer made = timer;
        if (made == null) {
            made = new Timer("engine-deadlines", true);
            timer = made;
        }
        return made;
    }

    @Override
    public String version(String url, EngineTls tls, Duration deadline) {
        if (url.startsWith("unix://")) {
            return overUnixSocket(url.substring("unix://".length()), deadline);
        }
        GoUrl address = GoUrl.parse(url);
        boolean plain = address.scheme().equals("http");
        String authority = address.host();
        String told = "Get \"" + (plain ? "http" : "https") + "://" + authority + TOLD_PATH + "\": ";
        if (authority.isEmpty()) {
            throw new JmException(
                    "Get \"" + (plain ? "http" : "https") + ":" + TOLD_PATH + "\": http: no Host in request URL");
        }
        TlsSockets secured = plain ? null : tlsFiles(tls);
        Deadline clock = new Deadline(deadline, timer());
        try (clock;
                Socket connection = dial(authority, plain ? "80" : "443", clock)) {
            Socket socket = secured == null
                    ? connection
                    : secured.over(connection, host(address, authority), connection.getPort());
            return read(new HttpCall(socket.getInputStream(), socket.getOutputStream()).get(authority, VERSION_PATH));
        } catch (ConnectException e) {
            throw new JmException("Cannot connect to the docker engine endpoint", e);
        } catch (UnknownHostException e) {
            throw new JmException(told + lookUpFailed(authority), e);
        } catch (IOException e) {
            throw new JmException(told + (clock.passed() ? "i/o timeout" : TlsFailure.of(e)), e);
        }
    }

    private static TlsSockets tlsFiles(EngineTls tls) {
        try {
            return new TlsSockets(tls.caCert(), tls.clientCert(), tls.clientKey());
        } catch (JmException e) {
            throw e.within("Unable to read TLS config");
        }
    }

    private static String host(GoUrl address, String authority) {
        String host = address.hostname();
        return host.isEmpty() ? authority : host;
    }

    private String overUnixSocket(String path, Duration deadline) {
        try (Deadline clock = new Deadline(deadline, timer());
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            clock.guard(channel);
            channel.connect(UnixDomainSocketAddress.of(Path.of(path)));
            return read(new HttpCall(Channels.newInputStream(channel), Channels.newOutputStream(channel))
                    .get("docker", VERSION_PATH));
        } catch (IOException e) {
            throw new JmException("Cannot connect to the docker engine endpoint", e);
        }
    }

    private static String read(HttpReply reply) {
        if (reply.code() == 404) {
            throw new JmException(
                    reply.body().contains("No such image")
                            ? "Image not found"
                            : reply.body().isEmpty() ? "Not found" : reply.body());
        }
        if (reply.code() >= 400) {
            throw new JmException(reply.reason() + ": " + reply.body());
        }
        JsonNode answer = JsonReader.read(reply.body());
        return answer.path("Version").asText();
    }

    @Override
    public Instant checkTls(String authority, EngineTls tls, Duration deadline) {
        if (authority.isEmpty()) {
            throw new JmException("dial tcp: missing address");
        }
        Deadline clock = new Deadline(deadline, timer());
        try (clock;
                Socket connection = dial(authority, "", clock)) {
            return shakeHands(connection, authority, tls, clock);
        } catch (UnknownHostException e) {
            throw new JmException(lookUpFailed(authority), e);
        } catch (ConnectException e) {
            throw new JmException("dial tcp " + authority + ": connect: " + connectReason(e), e);
        } catch (SocketTimeoutException e) {
            throw new JmException("dial tcp " + authority + ": i/o timeout", e);
        } catch (IOException e) {
            throw new JmException(
                    "dial tcp " + authority + ": " + (clock.passed() ? "i/o timeout" : e.getMessage()), e);
        }
    }

    private static Instant shakeHands(Socket connection, String authority, EngineTls tls, Deadline clock) {
        TlsSockets files = new TlsSockets(tls.caCert(), tls.clientCert(), tls.clientKey());
        String ends = ends(connection);
        try {
            Socket secure = files.over(connection, hostOf(authority), connection.getPort());
            awaitVerdict(secure, authority, clock);
            return files.firstExpiry(secure);
        } catch (SocketTimeoutException e) {
            throw new JmException(TOO_LATE, e);
        } catch (IOException e) {
            String reason = clock.passed() ? TOO_LATE : TlsFailure.of(e);
            throw new JmException(reason.startsWith("read: ") ? "read tcp " + ends + ": " + reason : reason, e);
        }
    }

    private static String ends(Socket connection) {
        return address(connection.getLocalAddress(), connection.getLocalPort()) + "->"
                + address(connection.getInetAddress(), connection.getPort());
    }

    private static String address(InetAddress host, int port) {
        String text = host.getHostAddress();
        return (text.indexOf(':') >= 0 ? "[" + text + "]" : text) + ":" + port;
    }

    /**
     * In TLS 1.3 the handshake is over before the engine has looked at our certificate, so its refusal comes with the
     * first answer. Whatever the answer says, even if it is none, the certificates were good.
     */
    private static void awaitVerdict(Socket secure, String authority, Deadline clock) throws IOException {
        secure.setSoTimeout(Math.min(clock.leftMillis(), VERDICT_MILLIS));
        try {
            new HttpCall(secure.getInputStream(), secure.getOutputStream()).knock(authority, "/_ping");
        } catch (SocketTimeoutException e) {
            // an engine that is busy has refused nothing
            return;
        } catch (IOException e) {
            if (clock.passed()) {
                throw e;
            }
            // an engine that hangs up now does so because of our certificate, maybe before its reason could be read
            String reason = TlsFailure.of(e);
            throw new JmException(reason.startsWith(REFUSED) ? reason : REFUSED + "bad certificate", e);
        }
    }

    private static String connectReason(ConnectException e) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("refused") ? "connection refused" : text;
    }

    private static String lookUpFailed(String authority) {
        return "dial tcp: lookup " + hostOf(authority) + ": no such host";
    }

    private static Socket dial(String authority, String usualPort, Deadline clock) throws IOException {
        String port = portOf(authority);
        if (port.isEmpty()) {
            port = usualPort;
        }
        if (port.isEmpty()) {
            throw new JmException("dial tcp: address " + authority + ": missing port in address");
        }
        InetAddress address = InetAddress.getByName(hostOf(authority));
        Socket socket = new Socket();
        boolean done = false;
        try {
            clock.guard(socket);
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address, Integer.parseInt(port)), clock.leftMillis());
            socket.setSoTimeout(clock.leftMillis());
            done = true;
            return socket;
        } finally {
            if (!done) {
                socket.close();
            }
        }
    }

    private static String hostOf(String authority) {
        if (authority.startsWith("[")) {
            int end = authority.indexOf(']');
            return end < 0 ? authority : authority.substring(1, end);
        }
        int colon = authority.lastIndexOf(':');
        return colon < 0 ? authority : authority.substring(0, colon);
    }

    private static String portOf(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon <= authority.lastIndexOf(']') ? "" : authority.substring(colon + 1);
    }
}
