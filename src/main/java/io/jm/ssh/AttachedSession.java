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

/** A remote command or shell joined to our own three streams, byte for byte. */
final class AttachedSession {
    private static final int CHUNK = 64 * 1024;
    /** What follows does not belong in the line that the other side has begun; a raw terminal needs both. */
    private static final byte[] LINE_END = {'\r', '\n'};

    private final SessionChannel session;
    private final Streams streams;
    private final Environment environment;
    private final Runnable hangUp;

    /**
     * @param hangUp ends the whole connection, without waiting for the other side
     */
    AttachedSession(SessionChannel session, Streams streams, Environment environment, Runnable hangUp) {
        this.session = session;
        this.streams = streams;
        this.environment = environment;
        this.hangUp = hangUp;
    }

    /** Runs what the words ask for to its end; returns the exit status, or null if there is none. */
    @Nullable
    Integer run(SshArguments words) throws IOException {
        try (LocalTerminal terminal = wantsTerminal(words) ? LocalTerminal.open() : null) {
            if (terminal != null || words.terminal() > 1) {
                requestTerminal(terminal);
            }
            if (terminal != null) {
                terminal.makeRaw();
                terminal.onResize(() -> resize(terminal));
            }
            if (words.command().isEmpty()) {
                session.startShell();
            } else {
                session.exec(words.commandText());
            }
            EscapeKeys escapes = terminal == null ? null : new EscapeKeys();
            if (words.noInput()) {
                session.getOutputStream().close();
            } else {
                background("ssh-stdin", () -> sendInput(escapes));
            }
            Thread errors = background("ssh-stderr", () -> copy(session.getErrorStream(), streams.err()));
            if (!copy(session.getInputStream(), streams.out())) {
                // whoever read us has gone: the command is to notice it
                session.close();
            }
            join(errors);
            if (escapes == null || !escapes.ended()) {
                session.join();
            }
            return session.getExitStatus();
        }
    }

    private static boolean wantsTerminal(SshArguments words) {
        return words.terminal() > 0 || words.terminal() == 0 && words.command().isEmpty();
    }

    private void requestTerminal(@Nullable LocalTerminal terminal) throws IOException {
        Size size = terminal == null ? new Size(80, 24) : terminal.size();
        Map<PTYMode, Integer> modes = terminal == null ? Map.of() : terminal.modes();
        session.allocatePTY(environment.get(Setting.TERM), size.getColumns(), size.getRows(), 0, 0, modes);
    }

    private void resize(LocalTerminal terminal) {
        Size size = terminal.size();
        try {
            session.changeWindowDimensions(size.getColumns(), size.getRows(), 0, 0);
        } catch (IOException e) {
            // the session is ending; it needs no window any more
            return;
        }
    }

    /** Sends on what we are given, and the end of it, which the other side may be waiting for. */
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
            // the command has ended without reading everything
            return;
        }
    }

    /** Hands on all there is; false if the receiver does not take it. */
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

    /** A connection that is lost is an end like any other; the missing status tells. */
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
