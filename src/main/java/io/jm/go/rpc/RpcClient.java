package io.jm.go.rpc;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.go.gob.GobDecoder;
import io.jm.go.gob.GobType;
import io.jm.os.IoReason;
import io.jm.text.HostPort;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The client of Go's net/rpc on one connection; thread-safe, answers may arrive in any order. */
public final class RpcClient implements AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);
    /** The read timeout. Heartbeats every 200 ms are answered long before, so after two timeouts the peer is dead. */
    private static final int READ_TIMEOUT_MILLIS = 15_000;

    private static final int MAX_STATUS_LENGTH = 200;
    private static final String LOST = "unexpected EOF";
    private static final String SHUT_DOWN = "connection is shut down";

    private final Socket socket;
    private final RequestWriter requests;
    private final CompletableFuture<String> handshake = new CompletableFuture<>();
    private final Map<Long, CompletableFuture<Outcome>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();
    private volatile @Nullable String ended;

    /** The result of a call: a value or an error; {@code lost} if the connection is unusable. */
    private record Outcome(Object value, @Nullable String error, boolean lost) {}

    private RpcClient(Socket socket, Map<String, GobType> registered) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        InputStream in = new BufferedInputStream(new RetryOnTimeoutInput(socket.getInputStream()));
        OutputStream out = socket.getOutputStream();
        out.write(HttpHead.bytes(HttpHead.CONNECT));
        this.requests = new RequestWriter(out, registered, () -> end(LOST));
        Thread reader = new Thread(() -> read(in), "plugin-replies");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Connects and performs the HTTP handshake.
     *
     * @param registered the types that may be sent as interface values, by name
     * @throws JmException if the connection or the handshake fails
     */
    public static RpcClient dial(InetSocketAddress address, Map<String, GobType> registered) {
        Socket socket = new Socket();
        RpcClient client = null;
        boolean accepted = false;
        try {
            socket.connect(address, CONNECT_MILLIS);
            client = new RpcClient(socket, registered);
            client.awaitHandshake();
            accepted = true;
            return client;
        } catch (IOException e) {
            throw new JmException("dial-http tcp " + shown(address) + ": " + IoReason.of(e), e);
        } finally {
            if (client == null) {
                closeQuietly(socket);
            } else if (!accepted) {
                client.close();
            }
        }
    }

    private static String shown(InetSocketAddress address) {
        return HostPort.join(address.getHostString(), address.getPort());
    }

    private void awaitHandshake() throws IOException {
        try {
            String line = handshake.get(HANDSHAKE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            String status = line.substring(line.indexOf(' ') + 1);
            if (!status.equals(HttpHead.CONNECTED)) {
                throw new IOException("unexpected HTTP response: " + shortened(status));
            }
        } catch (TimeoutException e) {
            throw new IOException("i/o timeout", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    private static String shortened(String status) {
        return status.length() > MAX_STATUS_LENGTH ? status.substring(0, MAX_STATUS_LENGTH) + "..." : status;
    }

    /**
     * Calls a method and waits for its result.
     *
     * @param timeout the time to wait for the result
     * @throws ConnectionEndedException if the connection is lost
     * @throws CallTimeoutException if no answer arrives within the timeout
     * @throws JmException with the peer's error message if the call failed
     */
    public Object call(String method, RpcValue argument, Duration timeout) {
        CompletableFuture<Outcome> reply = new CompletableFuture<>();
        long number = send(method, argument, reply);
        try {
            return result(reply.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (TimeoutException e) {
            throw new CallTimeoutException(method, timeout, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            waiting.remove(number);
        }
    }

    private static Object result(Outcome outcome) {
        String error = outcome.error;
        if (error != null) {
            throw outcome.lost ? new ConnectionEndedException(error) : new JmException(error);
        }
        return outcome.value;
    }

    private static Outcome lostOutcome(String reason) {
        return new Outcome("", reason, true);
    }

    private long send(String method, RpcValue argument, CompletableFuture<Outcome> reply) {
        String before = ended;
        if (before != null) {
            // Go's message for a call on a closed connection, unless a protocol error was the cause
            throw new ConnectionEndedException(before.equals(LOST) ? SHUT_DOWN : before);
        }
        long number = sequence.getAndIncrement();
        waiting.put(number, reply);
        requests.add(method, number, argument);
        String reason = ended;
        if (reason != null) {
            // end() may have completed the pending calls before this one was added
            reply.complete(lostOutcome(reason));
        }
        return number;
    }

    private void read(InputStream in) {
        String reason = LOST;
        try {
            handshake.complete(HttpHead.read(in));
            GobDecoder decoder = new GobDecoder(in);
            while (true) {
                take((Map<?, ?>) decoder.next(), decoder.next());
            }
        } catch (EOFException | SocketException e) {
            handshake.completeExceptionally(e);
        } catch (SocketTimeoutException e) {
            reason = "no data received for " + 2 * READ_TIMEOUT_MILLIS / 1000 + " seconds";
        } catch (IOException e) {
            handshake.completeExceptionally(e);
            reason = "reading body " + e.getMessage();
        } catch (RuntimeException e) {
            reason = "reading body gob: malformed answer";
        } catch (OutOfMemoryError e) {
            reason = "reading body gob: not enough memory for the answer";
        } finally {
            // first the reason: closing the socket makes the request writer report a lost connection
            end(reason);
            closeQuietly(socket);
        }
    }

    private void take(Map<?, ?> header, Object body) {
        long number = header.get(Headers.NUMBER) instanceof Long seq ? seq : 0;
        CompletableFuture<Outcome> reply = waiting.remove(number);
        if (reply == null) {
            return;
        }
        String error = header.get(Headers.ERROR) instanceof String text ? text : null;
        reply.complete(new Outcome(body, error, false));
    }

    private void end(String reason) {
        if (ended == null) {
            ended = reason;
        }
        requests.close();
        for (CompletableFuture<Outcome> reply : waiting.values()) {
            reply.complete(lostOutcome(reason));
        }
    }

    /** Returns whether the connection is known to be lost. */
    public boolean ended() {
        return ended != null;
    }

    @Override
    public void close() {
        closeQuietly(socket);
        end(SHUT_DOWN);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // all answers were read or given up
            return;
        }
    }
}
