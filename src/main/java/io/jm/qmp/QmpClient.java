package io.jm.qmp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.go.json.GoJsonWriter;
import io.jm.os.IoReason;
import io.jm.text.Printable;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A connection to a QMP socket of QEMU (its manual, "QEMU Machine Protocol"). QEMU serves one client at a time on each
 * socket, so a caller that shares one with other programs connects, calls and closes at once. Threads may share a client.
 */
public final class QmpClient implements AutoCloseable {
    /** The default timeout: QEMU answers within milliseconds unless it hangs. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final int MAX_SHOWN = 300;
    private static final int DRAINED_AT_ONCE = 100;

    private final Path path;
    private final Duration timeout;
    private final QmpSocket socket;
    private final QmpReader reader;
    private int calls;

    private QmpClient(Path path, Duration timeout, QmpSocket socket) {
        this.path = path;
        this.timeout = timeout;
        this.socket = socket;
        this.reader = new QmpReader(socket);
    }

    /**
     * Connects to a socket and waits for the greeting.
     *
     * @param timeout the total time for this, and for each later call
     * @throws QmpBusyException if no greeting comes: QEMU serves another client, or hangs
     * @throws JmException if there is no socket, no process listens on it, or the peer is not QEMU
     */
    public static QmpClient connect(Path path, Duration timeout) {
        QmpTimeout left = new QmpTimeout(timeout);
        QmpSocket socket;
        try {
            socket = QmpSocket.open(path, left);
        } catch (SocketTimeoutException e) {
            throw new QmpBusyException(path, timeout, e);
        } catch (ClosedByInterruptException e) {
            throw new CancelledException();
        } catch (IOException e) {
            throw new JmException("QEMU's monitor " + path + ": " + IoReason.of(e), e);
        }
        boolean ready = false;
        try {
            QmpClient client = new QmpClient(path, timeout, socket);
            client.negotiate(left);
            ready = true;
            return client;
        } finally {
            if (!ready) {
                socket.close();
            }
        }
    }

    private synchronized void negotiate(QmpTimeout left) {
        try {
            ObjectNode greeting = message(left);
            if (!greeting.has("QMP")) {
                throw new IOException(
                        "no greeting of QMP but " + Printable.excerpt(GoJsonWriter.compact(greeting), MAX_SHOWN));
            }
        } catch (SocketTimeoutException e) {
            throw new QmpBusyException(path, timeout, e);
        } catch (IOException e) {
            throw failed("connect", e);
        }
        call("qmp_capabilities", JsonNodeFactory.instance.objectNode(), left);
    }

    /**
     * Executes a command and returns what its answer has under {@code return}.
     *
     * @param arguments the arguments, may be empty
     * @throws JmException with QEMU's message if it refuses the command; if no answer comes in time; if QEMU ends
     * @throws CancelledException if the thread is interrupted
     */
    public synchronized JsonNode execute(String command, ObjectNode arguments) {
        return call(command, arguments, new QmpTimeout(timeout));
    }

    /** Executes a command without arguments, like {@link #execute(String, ObjectNode)}. */
    public JsonNode execute(String command) {
        return execute(command, JsonNodeFactory.instance.objectNode());
    }

    /**
     * Executes a line of QEMU's human monitor, such as {@code hostfwd_add}, and returns what it prints, lines separated
     * by {@code \n}. Such commands have no errors: those that print nothing otherwise print them.
     */
    public String monitor(String commandLine) {
        JsonNode printed = execute(
                "human-monitor-command", JsonNodeFactory.instance.objectNode().put("command-line", commandLine));
        return printed.asText().replace("\r", "").strip();
    }

    /**
     * Waits until QEMU closes the connection, which it does when it ends, or until this client is closed. Other threads
     * may execute commands at the same time.
     *
     * @throws CancelledException if the thread is interrupted
     */
    public void awaitEnd() {
        try {
            while (true) {
                socket.awaitInput();
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancelledException();
                }
                drain();
            }
        } catch (ClosedByInterruptException e) {
            throw failed("wait for the end", e);
        } catch (EOFException | ClosedChannelException | SocketException e) {
            // a killed QEMU that has not read all resets the connection
            return;
        } catch (IOException e) {
            throw failed("wait for the end", e);
        }
    }

    /** Reads the events that are there; between calls nothing else comes. */
    private synchronized void drain() throws IOException {
        int read = 0;
        while (read < DRAINED_AT_ONCE && reader.next() != null) {
            read++;
        }
    }

    private JsonNode call(String command, ObjectNode arguments, QmpTimeout left) {
        calls++;
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("execute", command);
        if (!arguments.isEmpty()) {
            request.set("arguments", arguments);
        }
        request.put("id", calls);
        try {
            send(GoJsonWriter.compact(request) + '\n', left);
            return answer(command, left);
        } catch (SocketTimeoutException e) {
            throw new JmException(
                    "QEMU does not answer " + command + " within " + QmpTimeout.text(timeout) + " (" + path + ")", e);
        } catch (IOException e) {
            throw failed(command, e);
        }
    }

    private void send(String request, QmpTimeout left) throws IOException {
        boolean complete = false;
        try {
            socket.write(request.getBytes(StandardCharsets.UTF_8), left);
            complete = true;
        } finally {
            if (!complete) {
                // what follows half a request would be taken for the rest of it
                socket.close();
            }
        }
    }

    /** Skips events and late answers to earlier calls. An error without an id is about a request that QEMU cannot parse. */
    private JsonNode answer(String command, QmpTimeout left) throws IOException {
        while (true) {
            ObjectNode message = message(left);
            JsonNode id = message.get("id");
            boolean ours = id != null && id.isInt() && id.intValue() == calls;
            JsonNode error = message.get("error");
            if (error != null && (ours || id == null)) {
                String reason = error.path("desc").asText();
                throw new JmException("QEMU refuses " + command + ": "
                        + Printable.excerpt(reason.isEmpty() ? GoJsonWriter.compact(error) : reason, MAX_SHOWN));
            }
            JsonNode result = message.get("return");
            if (ours && result != null) {
                return result;
            }
        }
    }

    private ObjectNode message(QmpTimeout left) throws IOException {
        while (true) {
            // before each message, so that a flood of events has an end
            left.millis();
            ObjectNode message = reader.next();
            if (message != null) {
                return message;
            }
            socket.awaitInput(left);
        }
    }

    private JmException failed(String command, IOException failure) {
        if (failure instanceof ClosedByInterruptException) {
            return new CancelledException();
        }
        String reason = failure instanceof ClosedChannelException ? "the connection was closed" : IoReason.of(failure);
        return new JmException("QEMU's monitor " + path + ": " + command + ": " + reason, failure);
    }

    @Override
    public void close() {
        socket.close();
    }
}
