package io.jm.plugin.rpc;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.os.IoReason;
import io.jm.plugin.gob.GobDecoder;
import io.jm.plugin.gob.GobType;
import io.jm.plugin.gob.GobWriter;
import io.jm.text.GoDuration;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The asking side of Go's net/rpc on one connection; several threads may ask at once, answers come in any order. */
public final class RpcClient implements AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;
    /** Somebody who beats often enough hears from a living peer long before; waited for twice. */
    private static final int SILENCE_MILLIS = 15_000;

    private final Socket socket;
    private final GobWriter requests;
    private final GobType header = Headers.request();
    private final Map<Long, CompletableFuture<Outcome>> waiting = new ConcurrentHashMap<>();
    private final Object writing = new Object();
    private long sequence;
    private volatile @Nullable String ended;

    /** What became of a call: a value, or the reason why there is none, and whether no call can succeed any more. */
    private record Outcome(Object value, @Nullable String error, boolean last) {}

    private RpcClient(Socket socket, InputStream in, Map<String, GobType> registered) {
        this.socket = socket;
        this.requests = new GobWriter(registered);
        Thread reader = new Thread(() -> read(in), "plugin-replies");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Connects to {@code host:port}.
     *
     * @param registered the types that may travel behind an interface, by name
     */
    public static RpcClient dial(String host, int port, Map<String, GobType> registered) {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            socket.setSoTimeout(SILENCE_MILLIS);
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(HttpHead.bytes(HttpHead.CONNECT));
            InputStream in = new BufferedInputStream(new LivelyInput(socket.getInputStream()));
            String status = HttpHead.read(in);
            String said = status.substring(status.indexOf(' ') + 1);
            if (!said.equals(HttpHead.CONNECTED)) {
                throw new IOException("unexpected HTTP response: " + said);
            }
            return new RpcClient(socket, in, registered);
        } catch (IOException e) {
            closeQuietly(socket);
            throw new JmException("dial-http tcp " + host + ":" + port + ": " + IoReason.of(e), e);
        }
    }

    /**
     * Calls a method and waits for its result.
     *
     * @param limit how long to wait
     * @throws ConnectionEndedException if nobody is there to answer
     * @throws JmException with the other side's own text if the call failed, or if it took too long
     */
    public Object call(String method, RpcValue argument, Duration limit) {
        CompletableFuture<Outcome> reply = new CompletableFuture<>();
        long number = send(method, argument, reply);
        try {
            return result(reply.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (TimeoutException e) {
            throw new JmException(
                    "no answer to " + method.substring(method.indexOf('.') + 1) + " within "
                            + GoDuration.format(limit.toNanos()),
                    e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            waiting.remove(number);
        }
    }

    private static Object result(Outcome outcome) {
        String error = outcome.error;
        if (error != null) {
            throw outcome.last ? new ConnectionEndedException(error) : new JmException(error);
        }
        return outcome.value;
    }

    private static Outcome lost(String reason) {
        return new Outcome("", reason, true);
    }

    private long send(String method, RpcValue argument, CompletableFuture<Outcome> reply) {
        synchronized (writing) {
            if (ended != null) {
                throw new ConnectionEndedException("connection is shut down");
            }
            long number = sequence++;
            waiting.put(number, reply);
            try {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put(Headers.METHOD, method);
                fields.put(Headers.NUMBER, number);
                byte[] head = requests.value(header, fields);
                byte[] body = requests.value(argument.type(), argument.value());
                byte[] all = java.util.Arrays.copyOf(head, head.length + body.length);
                System.arraycopy(body, 0, all, head.length, body.length);
                socket.getOutputStream().write(all);
            } catch (IOException e) {
                end("unexpected EOF");
            }
            String reason = ended;
            if (reason != null) {
                // whoever ended it may have looked before this call was there
                reply.complete(lost(reason));
            }
            return number;
        }
    }

    private void read(InputStream in) {
        GobDecoder decoder = new GobDecoder(in);
        String reason = "unexpected EOF";
        try {
            while (true) {
                take((Map<?, ?>) decoder.next(), decoder.next());
            }
        } catch (EOFException | SocketException e) {
            reason = "unexpected EOF";
        } catch (SocketTimeoutException e) {
            reason = "no sign of life for " + 2 * SILENCE_MILLIS / 1000 + " seconds";
        } catch (IOException | ClassCastException e) {
            reason = "reading body " + e.getMessage();
        } finally {
            closeQuietly(socket);
            end(reason);
        }
    }

    private void take(Map<?, ?> head, Object body) {
        long number = head.get(Headers.NUMBER) instanceof Long seq ? seq : 0;
        CompletableFuture<Outcome> reply = waiting.remove(number);
        if (reply == null) {
            return;
        }
        String error = head.get(Headers.ERROR) instanceof String text ? text : null;
        reply.complete(new Outcome(body, error, false));
    }

    private void end(String reason) {
        if (ended == null) {
            ended = reason;
        }
        for (CompletableFuture<Outcome> reply : waiting.values()) {
            reply.complete(lost(reason));
        }
    }

    /** Whether no call can succeed any more, as far as is known. */
    public boolean ended() {
        return ended != null;
    }

    @Override
    public void close() {
        closeQuietly(socket);
        end("connection is shut down");
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // nothing of ours is left in it
            return;
        }
    }
}
