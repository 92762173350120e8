package io.jm.engine;

import io.jm.base.JmException;
import io.jm.http.HttpCall;
import io.jm.http.HttpReply;
import io.jm.os.Limits;
import io.jm.text.Printable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Timer;

/**
 * Requests to one engine: over TCP, with TLS where its URL says so, or over a local socket. Every request has a connection of
 * its own, reads the certificates again, and names no API version, so that the engine uses its newest one.
 *
 * @param url the engine's URL
 * @param tls the files of the client; not read without TLS
 * @param timer the timer of the deadlines
 */
record EngineRequests(EngineUrl url, EngineTls tls, Timer timer) {
    private static final int CONNECT_MILLIS = 5000;
    private static final int MAX_SHOWN = 400;

    /**
     * Sends a request and waits for the complete response.
     *
     * @param timeout the maximum total time
     * @throws EngineRefusal if the engine answers with an error
     * @throws JmException if it cannot be reached, or answers nothing that makes sense
     */
    HttpReply send(String method, String path, String body, Duration timeout) {
        try (Deadline deadline = new Deadline(timeout, timer)) {
            HttpReply reply =
                    url.isSocket() ? local(method, path, body, deadline) : remote(method, path, body, deadline);
            if (reply.code() < 200 || reply.code() > 299) {
                throw EngineRefusal.of(reply);
            }
            return reply;
        } catch (EngineSocket.DialException e) {
            throw new JmException(e.refused() ? "nothing listens on " + place() : reason(e), e);
        } catch (IOException | InvalidPathException e) {
            throw new JmException(reason(e), e);
        }
    }

    private HttpReply remote(String method, String path, String body, Deadline deadline) throws IOException {
        if (!url.isReachable()) {
            throw new IOException("only docker connects to " + Printable.excerpt(url.text(), MAX_SHOWN));
        }
        try (EngineConnection connection = EngineConnection.open(url, tls, deadline, CONNECT_MILLIS)) {
            try {
                return connection.call().send(method, url.parts().host(), path, body, Limits.SWARM);
            } catch (IOException e) {
                throw connection.failure(e);
            }
        }
    }

    private HttpReply local(String method, String path, String body, Deadline deadline) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            deadline.watch(channel);
            channel.connect(UnixDomainSocketAddress.of(Path.of(url.socketPath())));
            return new HttpCall(Channels.newInputStream(channel), Channels.newOutputStream(channel))
                    .send(method, "docker", path, body, Limits.SWARM);
        } catch (IOException e) {
            throw new IOException(deadline.reason(e, "", Deadline.IO_TIMEOUT), e);
        }
    }

    private String place() {
        return Printable.excerpt(url.isSocket() ? url.socketPath() : url.parts().host(), MAX_SHOWN);
    }

    private String reason(Exception e) {
        String reason = String.valueOf(e.getMessage());
        return reason.equals(Deadline.IO_TIMEOUT) || reason.endsWith(": " + Deadline.IO_TIMEOUT)
                ? "no answer from " + place() + " within the timeout"
                : place() + ": " + Printable.excerpt(reason, MAX_SHOWN);
    }
}
