package io.jm.engine;

import io.jm.base.JmException;
import io.jm.http.HttpCall;
import io.jm.http.HttpReply;
import io.jm.text.HostPort;
import io.jm.text.Printable;
import io.jm.tls.TlsFailure;
import io.jm.tls.TlsSockets;
import java.io.IOException;
import java.net.Socket;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how far a request to an engine gets.
 *
 * @param stage where it ended
 * @param reason why it ended there; the engine's version if it succeeded
 * @param date the time of the engine's clock; null if unknown
 */
public record EngineProbe(
        Stage stage, String reason, @Nullable Instant date) {
    private static final int MAX_SHOWN = 200;

    /** The steps of a request. */
    public enum Stage {
        CONNECT,
        TLS,
        API,
        SUCCESS
    }

    /**
     * Asks an engine for its version.
     *
     * @param url the engine's address
     * @param files the client's files, for an address with TLS
     * @param timeout the maximum total time
     */
    public static EngineProbe of(String url, EngineTls files, Duration timeout) {
        EngineUrl address;
        try {
            address = EngineUrl.of(url);
        } catch (JmException e) {
            return failed(Stage.CONNECT, e.getMessage());
        }
        if (address.isSocket()) {
            return overSocket(url, files, timeout);
        }
        String hostPort = address.parts().host();
        if (!address.isReachable() || hostPort.isEmpty()) {
            return failed(Stage.CONNECT, "jm cannot connect to " + Printable.excerpt(url, MAX_SHOWN));
        }
        Timer timer = new Timer("probe-deadline", true);
        try (Deadline deadline = new Deadline(timeout, timer);
                EngineSocket connection = EngineSocket.dial(hostPort, address.usesTls() ? "443" : "80", deadline)) {
            return address.usesTls()
                    ? secure(connection, hostPort, files, deadline)
                    : ask(connection, connection, hostPort, deadline);
        } catch (IOException e) {
            return failed(Stage.CONNECT, String.valueOf(e.getMessage()));
        } finally {
            timer.cancel();
        }
    }

    private static EngineProbe overSocket(String url, EngineTls files, Duration timeout) {
        try {
            String version = new SocketEngineClient().version(url, files, timeout);
            return version.isEmpty() ? noEngine(url) : new EngineProbe(Stage.SUCCESS, version, null);
        } catch (JmException e) {
            return failed(Stage.CONNECT, e.getMessage());
        }
    }

    private static EngineProbe noEngine(String place) {
        return failed(Stage.API, "what answers at " + place + " is no Docker engine");
    }

    /** Whether a certificate is the reason: of the engine for jm, or jm's for the engine. */
    public boolean isAboutCertificate() {
        return reason.contains("x509: ") || reason.startsWith(TlsFailure.REMOTE);
    }

    private static EngineProbe failed(Stage stage, String reason) {
        return new EngineProbe(stage, Printable.excerpt(reason, MAX_SHOWN), null);
    }

    private static EngineProbe secure(EngineSocket connection, String hostPort, EngineTls files, Deadline deadline) {
        try {
            TlsSockets sockets = new TlsSockets(files.caCert(), files.clientCert(), files.clientKey());
            Socket secured = sockets.over(connection, HostPort.host(hostPort), connection.getPort());
            return ask(connection, secured, hostPort, deadline);
        } catch (JmException e) {
            return failed(Stage.TLS, e.getMessage());
        } catch (IOException e) {
            if (!connection.answered() && !deadline.expired()) {
                return failed(
                        Stage.CONNECT, "the connection was accepted and then closed: " + deadline.reason(e, "", ""));
            }
            return failed(
                    Stage.TLS,
                    connection.answeredHttp()
                            ? "the engine does not use TLS at this port"
                            : deadline.reason(e, "", "no answer to the TLS handshake"));
        }
    }

    private static EngineProbe ask(EngineSocket connection, Socket socket, String hostPort, Deadline deadline) {
        HttpReply reply;
        try {
            reply = new HttpCall(socket.getInputStream(), socket.getOutputStream()).get(hostPort, "/version");
        } catch (IOException e) {
            String reason = deadline.reason(e, "", "it accepts connections and does not answer");
            // in TLS 1.3 the engine's refusal of the client certificate comes with the answer
            return failed(reason.startsWith(TlsFailure.REMOTE) ? Stage.TLS : Stage.API, reason);
        }
        try {
            String version = VersionAnswer.of(reply).version();
            return version.isEmpty()
                    ? noEngine(String.valueOf(connection.getPort()))
                    : new EngineProbe(Stage.SUCCESS, version, date(reply.date()));
        } catch (JmException e) {
            return failed(Stage.API, e.getMessage());
        }
    }

    private static @Nullable Instant date(String header) {
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header));
        } catch (DateTimeException e) {
            // its time stays unknown
            return null;
        }
    }
}
