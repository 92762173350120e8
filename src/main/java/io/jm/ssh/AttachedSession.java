package io.jm.ssh;

import io.jm.console.Streams;
import io.jm.os.Environment;
import io.jm.os.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import net.schmizz.sshj.connection.channel.direct.PTYMode;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
import org.jline.terminal.Size;
import org.jspecify.annotations.Nullable;

/** A remote command or shell connected to jm's own three standard streams, byte for byte. */
final class AttachedSession {
    private static final int CHUNK = 64 * 1024;
    private static final int MAX_CELLS = 10_000;
    /** Ends the line that the remote side has started; a terminal in raw mode needs both characters. */
    private static final byte[] LINE_END = {'\r', '\n'};

    private final SessionChannel session;
    private final Streams streams;
    private final Environment environment;
    private final Runnable hangUp;

    /**
     * @param hangUp closes the whole connection without waiting for the remote side
     */
    AttachedSession(SessionChannel session, Streams streams, Environment environment, Runnable hangUp) {
        this.session = session;
        this.streams = streams;
        this.environment = environment;
        this.hangUp = hangUp;
    }

    /** Runs the command, or a login shell if there is none, to its end; returns the exit status, or null if unknown. */
    @Nullable
    Integer run(SshArguments arguments) throws IOException {
        try (LocalTerminal terminal = wantsTerminal(arguments) ? LocalTerminal.open() : null) {
            if (terminal != null || arguments.terminal() > 1) {
                requestTerminal(terminal);
            }
            if (terminal != null) {
                terminal.makeRaw();
                terminal.onResize(() -> resize(terminal));
            }
            if (arguments.command().isEmpty()) {
                session.startShell();
            } else {
                session.exec(arguments.commandText());
            }
            EscapeKeys escapes = terminal == null ? null : new EscapeKeys();
            if (arguments.noInput()) {
                session.getOutputStream().close();
            } else {
                background("ssh-stdin", () -> sendInput(escapes));
            }
            Thread errors = background("ssh-stderr", () -> copy(session.getErrorStream(), streams.err()));
            if (!copy(session.getInputStream(), streams.out())) {
                // the reader of our output is gone: end the command, as a closed pipe would
                session.close();
            }
            join(errors);
            if (escapes == null || !escapes.ended()) {
                session.join();
            }
            return session.getExitStatus();
        }
    }

    private static boolean wantsTerminal(SshArguments arguments) {
        return arguments.terminal() > 0
                || arguments.terminal() == 0 && arguments.command().isEmpty();
    }

    private void requestTerminal(@Nullable LocalTerminal terminal) throws IOException {
        Size size = terminal == null ? new Size(80, 24) : terminal.size();
        Map<PTYMode, Integer> modes = terminal == null ? Map.of() : terminal.modes();
        String type = environment.get(Setting.TERM);
        session.allocatePTY(type, cells(size.getColumns()), cells(size.getRows()), 0, 0, modes);
    }

    /** Returns the number of columns or rows to request: of JLine's 16 bits, which have no sign, at most 10000. */
    static int cells(int size) {
        return Math.min(size & 0xffff, MAX_CELLS);
    }

    private void resize(LocalTerminal terminal) {
        Size size = terminal.size();
        try {
            session.changeWindowDimensions(cells(size.getColumns()), cells(size.getRows()), 0, 0);
        } catch (IOException e) {
            // the session is ending and needs no window size
            return;
        }
    }

    /** Forwards standard input and its end, which the remote command may be waiting for. */
    private void sendInput(@Nullable EscapeKeys escapes) {
        byte[] chunk = new byte[CHUNK];
        try (OutputStream out = session.getOutputStream()) {
            for (int n = streams.in().read(chunk); n >= 0; n = streams.in().read(chunk)) {
                if (escapes == null) {
                    out.write(chunk, 0, n);
                } else {
                    out.write(escapes.pass(chunk, n));
                    if (escapes.ended()) {
                        streams.err().write(LINE_END);
                        hangUp.run();
                        return;
                    }
                }
                out.flush();
            }
        } catch (IOException e) {
            // the command exited without reading all input
            return;
        }
    }

    /** Copies until the end of the stream; returns false if writing fails. */
    private static boolean copy(InputStream from, OutputStream to) {
        byte[] chunk = new byte[CHUNK];
        for (int n = read(from, chunk); n >= 0; n = read(from, chunk)) {
            try {
                to.write(chunk, 0, n);
                to.flush();
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    /** A lost connection counts as the end of the stream; the missing exit status reports it. */
    private static int read(InputStream from, byte[] chunk) {
        try {
            return from.read(chunk);
        } catch (IOException e) {
            return -1;
        }
    }

    private static Thread background(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
