package io.jm.plugin.rpc;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.plugin.gob.GobDecoder;
import io.jm.plugin.gob.GobEncoder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The asking side of Go's net/rpc on one connection; several threads may ask at once. */
public final class RpcClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int REQUEST = 65;

    private final Socket socket;
    private final Map<Long, CompletableFuture<Object>> waiting = new ConcurrentHashMap<>();
    private final Object writing = new Object();
    private long sequence;
    private boolean emptyDefined;
    private boolean optionsDefined;
    private volatile @Nullable String ended;

    private RpcClient(Socket socket, InputStream in) {
        this.socket = socket;
        Thread reader = new Thread(() -> read(new GobDecoder(in)), "plugin-replies");
        reader.setDaemon(true);
        reader.start();
    }

    /** Connects to {@code host:port}. */
    public static RpcClient dial(String host, int port) {
        String address = host + ":" + port;
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write("CONNECT /_goRPC_ HTTP/1.0\n\n".getBytes(StandardCharsets.US_ASCII));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String status = line(in);
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                if (header.length() > 4096) {
                    break;
                }
            }
            if (!status.endsWith(" 200 Connected to Go RPC")) {
                String said = status.substring(status.indexOf(' ') + 1);
                throw new IOException("unexpected HTTP response: " + said);
            }
            socket.setSoTimeout(0);
            return new RpcClient(socket, in);
        } catch (IOException e) {
            closeQuietly(socket);
            throw new JmException("dial-http tcp " + address + ": " + e.getMessage(), e);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        while (c >= 0 && c != '\n' && line.length() < 8192) {
            line.append((char) c);
            c = in.read();
        }
        return line.toString().strip();
    }

    /** Calls a method without argument. */
    public Object call(String method) {
        return send(method, Arguments.empty(), false);
    }

    /** Calls a method that takes bytes. */
    public Object call(String method, byte[] argument) {
        return send(method, Arguments.bytes(argument), false);
    }

    /** Calls a method that takes option values under a registered type name. */
    public Object call(String method, String typeName, Map<String, Object> values) {
        return send(method, Arguments.options(typeName, values), true);
    }

    private Object send(String method, byte[] argument, boolean options) {
        CompletableFuture<Object> reply = new CompletableFuture<>();
        synchronized (writing) {
            String reason = ended;
            if (reason != null) {
                throw new JmException("connection is shut down");
            }
            long number = sequence++;
            waiting.put(number, reply);
            try {
                socket.getOutputStream().write(request(method, number, argument, options));
            } catch (IOException e) {
                end("unexpected EOF");
            }
            if (ended != null) {
                end("unexpected EOF");
            }
        }
        try {
            return reply.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            String text = e.getCause() == null ? null : e.getCause().getMessage();
            throw new JmException(text == null ? "unexpected EOF" : text, e);
        }
    }

    private byte[] request(String method, long number, byte[] argument, boolean options) {
        GobEncoder out = new GobEncoder();
        if (number == 0) {
            GobEncoder type = new GobEncoder().signed(-REQUEST).raw(new byte[] {3, 1, 1});
            type.text("Request").unsigned(1).signed(REQUEST).raw(new byte[] {0, 1, 2, 1});
            type.text("ServiceMethod").raw(new byte[] {1, 12, 0, 1});
            out.raw(Arguments.message(type.text("Seq").raw(new byte[] {1, 6, 0, 0, 0})));
        }
        GobEncoder header = new GobEncoder().signed(REQUEST).unsigned(1).text(method);
        if (number != 0) {
            header.unsigned(1).unsigned(number);
        }
        out.raw(Arguments.message(header.unsigned(0)));
        if (!emptyDefined) {
            emptyDefined = true;
            out.raw(Arguments.emptyType());
        }
        if (options && !optionsDefined) {
            optionsDefined = true;
            out.raw(Arguments.optionTypes());
        }
        return out.raw(argument).toBytes();
    }

    private void read(GobDecoder decoder) {
        try {
            while (true) {
                Map<?, ?> header = (Map<?, ?>) decoder.next();
                Object body = decoder.next();
                long number = header.get("Seq") instanceof Long seq ? seq : 0;
                CompletableFuture<Object> reply = waiting.remove(number);
                if (reply != null && header.get("Error") instanceof String error) {
                    reply.completeExceptionally(new JmException(error));
                } else if (reply != null) {
                    reply.complete(body);
                }
            }
        } catch (java.net.SocketException | java.io.EOFException e) {
            end("unexpected EOF");
        } catch (IOException | ClassCastException e) {
            end("reading body " + e.getMessage());
        }
    }

    private void end(String reason) {
        ended = reason;
        for (Long number : waiting.keySet()) {
            CompletableFuture<Object> reply = waiting.remove(number);
            if (reply != null) {
                reply.completeExceptionally(new JmException(reason));
            }
        }
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
