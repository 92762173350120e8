package io.jm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.go.json.JsonArrays;
import io.jm.go.json.JsonReader;
import io.jm.http.HttpReply;
import io.jm.http.HttpStream;
import io.jm.os.Limits;
import io.jm.text.PortNumber;
import io.jm.text.Printable;
import io.jm.tls.TlsFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.Timer;

/**
 * Reads what runs on one engine: its published ports, its events and its clock. Every request has a connection of its own,
 * reads the certificates again, and names no API version. Every method throws a {@link JmException} with the reason if the
 * engine cannot be reached or its response makes no sense.
 *
 * <p>Source of the formats: <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API</a>.
 */
public final class ContainerClient implements AutoCloseable {
    /** The most published ports that are read. */
    public static final int MAX_PORTS = 4096;

    private static final String CONTAINERS = "/containers/json";
    private static final String INFO = "/info";
    /** The filters are {@code {"type":["container"],"event":["start","die"]}}. */
    private static final String EVENTS = "/events?filters=%7B%22type%22%3A%5B%22container%22%5D%2C"
            + "%22event%22%3A%5B%22start%22%2C%22die%22%5D%7D";

    private static final int MAX_ADDRESS = 64;
    private static final int MAX_SHOWN = 200;

    private final EngineUrl url;
    private final EngineTls tls;
    private final Timer timer = new Timer("engine-deadlines", true);

    /**
     * Prepares; connects at the first request.
     *
     * @param url the engine's URL: tcp, http or https
     * @param tls the files of the client; not read for http
     */
    public ContainerClient(String url, EngineTls tls) {
        this.url = EngineUrl.of(url);
        this.tls = tls;
        if (this.url.isSocket() || !this.url.isReachable()) {
            throw new JmException("the engine's URL must start with tcp://, http:// or https://, not "
                    + Printable.excerpt(url, MAX_SHOWN));
        }
    }

    /** What is done with an open connection. */
    private interface Request<T> {
        T on(EngineConnection connection) throws IOException;
    }

    /**
     * Returns the published ports of the running containers, at most {@link #MAX_PORTS}.
     *
     * @param timeout the maximum total time
     */
    public Set<ContainerPort> publishedPorts(Duration timeout) {
        return contained(timeout, connection -> {
            Set<ContainerPort> ports = new LinkedHashSet<>();
            InputStream body = new Bounded(stream(connection, CONTAINERS).body(), Limits.CONTAINER_LIST);
            JsonArrays.each(body, "Ports", value -> add(ports, value));
            return ports;
        });
    }

    private static void add(Set<ContainerPort> ports, JsonNode published) {
        for (JsonNode one : published) {
            long port = one.path("PublicPort").asLong();
            String address = one.path("IP").asText("");
            String protocol = one.path("Type").asText("");
            boolean known = protocol.equals("tcp") || protocol.equals("udp") || protocol.equals("sctp");
            // a port that is exposed but not published has no PublicPort
            if (known && PortNumber.isPort(port) && address.length() <= MAX_ADDRESS && ports.size() < MAX_PORTS) {
                ports.add(new ContainerPort(Printable.line(address), (int) port, protocol));
            }
        }
    }

    /**
     * Starts to follow the starts and ends of containers; the caller closes the result.
     *
     * @param timeout the maximum time until the engine has accepted the request
     */
    public ContainerEvents events(Duration timeout) {
        return contained(timeout, connection -> {
            HttpStream stream = stream(connection, EVENTS);
            connection.waitWithoutTimeout();
            return new ContainerEvents(connection, stream.body());
        });
    }

    /**
     * Returns the time of the engine's host.
     *
     * @param timeout the maximum total time
     */
    public Instant time(Duration timeout) {
        return contained(timeout, connection -> {
            HttpReply reply = connection.call().get(url.parts().host(), INFO);
            require(reply.code(), reply.reason());
            String text = JsonReader.text(reply.body(), "SystemTime");
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw new IOException("the engine's time is \"" + Printable.excerpt(text, MAX_SHOWN) + '"', e);
            }
        });
    }

    private HttpStream stream(EngineConnection connection, String path) throws IOException {
        HttpStream stream = connection.call().open(url.parts().host(), path);
        require(stream.code(), stream.reason());
        return stream;
    }

    private static void require(int code, String reason) throws IOException {
        if (code != 200) {
            throw new IOException("the engine answered " + Printable.excerpt(reason, MAX_SHOWN));
        }
    }

    /** Converts unexpected exceptions of Java's libraries, too, and closes the connection after all of them. */
    private <T> T contained(Duration timeout, Request<T> request) {
        try (Deadline deadline = new Deadline(timeout, timer)) {
            return request(deadline, request);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            String reason = e instanceof IOException || e instanceof JmException ? e.getMessage() : e.toString();
            throw new JmException(
                    "the engine at " + url.parts().host() + ": " + Printable.excerpt(String.valueOf(reason), MAX_SHOWN),
                    TlsFailure.isIn(e) ? ErrorCode.TLS : ErrorCode.ENGINE,
                    e);
        }
    }

    private <T> T request(Deadline deadline, Request<T> request) throws IOException {
        EngineConnection connection = EngineConnection.open(url, tls, deadline, Integer.MAX_VALUE);
        boolean kept = false;
        try {
            T result = request.on(connection);
            kept = result instanceof ContainerEvents;
            return result;
        } catch (IOException e) {
            throw deadline.expired() ? new IOException("no answer within the timeout", e) : e;
        } finally {
            if (!kept) {
                connection.close();
            }
        }
    }

    @Override
    public void close() {
        timer.cancel();
    }

    /** Fails when a stream is longer than its limit. */
    private static final class Bounded extends FilterInputStream {
        private long rest;

        Bounded(InputStream in, int limit) {
            super(in);
            this.rest = limit;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int start, int length) throws IOException {
            int count = super.read(bytes, start, length);
            rest -= Math.max(0, count);
            if (rest < 0) {
                throw new IOException("the response is too long");
            }
            return count;
        }
    }
}
