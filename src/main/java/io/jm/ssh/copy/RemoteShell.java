package io.jm.ssh.copy;

import io.jm.os.BoundedReader;
import io.jm.os.Limits;
import io.jm.ssh.PeerReason;
import io.jm.ssh.SshjConnection;
import io.jm.text.ShellQuoting;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Runs small scripts with a machine's {@code sh}, with any login shell and whatever that prints by itself: the
 * script's output is enclosed in two markers.
 */
final class RemoteShell {
    /** Keep-alives detect a dead connection; a slow disk may take this long. */
    private static final int TIMEOUT_SECONDS = 600;

    private static final String MARKER_PREFIX = "jm-";
    /** Writes the marker in two parts, so that a login shell that echoes the command does not print the marker. */
    private static final String SCRIPT =
            "printf %%s%%s '%1$s' %2$s; (%3$s); code=$?; printf %%s%%s%%d\\; '%1$s' %2$s $code;" + " exit $code";

    private final SshjConnection connection;

    RemoteShell(SshjConnection connection) {
        this.connection = connection;
    }

    /**
     * Runs a script to its end.
     *
     * @param arguments the script's {@code $1}, {@code $2} …
     * @return its standard output
     * @throws IOException if the script fails, with the reason from its standard error
     */
    String run(String script, String... arguments) throws IOException {
        try (Running running = start(script, arguments)) {
            running.noInput();
            String output =
                    new String(BoundedReader.stream(running.output(), Limits.HOST_OUTPUT), StandardCharsets.UTF_8);
            running.finish();
            return output;
        }
    }

    /** Starts a script of one line; the caller reads and writes its streams. */
    Running start(String script, String... arguments) throws IOException {
        String random = Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
        List<String> command =
                new ArrayList<>(List.of("exec", "sh", "-c", SCRIPT.formatted(MARKER_PREFIX, random, script), "sh"));
        command.addAll(List.of(arguments));
        ScriptSession session = connection.open(new ScriptSession(connection.lower()));
        boolean started = false;
        try {
            session.exec(ShellQuoting.join(command));
            started = true;
            return new Running(session, MARKER_PREFIX + random);
        } finally {
            if (!started) {
                session.close();
            }
        }
    }

    /** A running script; closing it ends it. */
    static final class Running implements Closeable {
        private final ScriptSession session;
        private final MarkedInput output;
        private final Input input;

        private Running(ScriptSession session, String marker) {
            this.session = session;
            this.output = new MarkedInput(session.getInputStream(), marker);
            this.input = new Input(session.getOutputStream());
        }

        InputStream output() {
            return output;
        }

        /** Closes the standard input of a script that reads none. */
        void noInput() throws IOException {
            session.getOutputStream().close();
        }

        /** Returns the script's standard input. If the script has failed, writing throws its error. */
        OutputStream input() {
            return input;
        }

        /**
         * Waits for the end of the script.
         *
         * @throws IOException if the script failed, with the reason from its standard error
         */
        void finish() throws IOException {
            output.skipRest();
            Integer status = output.status();
            if (status != null && status == 0) {
                return;
            }
            session.join(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (!output.hasStarted()) {
                throw new IOException(notRun());
            }
            if (status == null) {
                throw new IOException("the command on the machine was interrupted");
            }
            String errors = session.errorText().strip();
            throw new IOException(errors.isEmpty() ? "exit status " + status : reason(errors));
        }

        /** Returns the error for an account that runs no commands, as cloud images configure it for root. */
        private String notRun() {
            String printed = (output.greeting() + session.errorText()).strip();
            Integer status = session.getExitStatus();
            return "the SSH login does not run commands"
                    + (status == null ? "" : ", exit status " + status)
                    + (printed.isEmpty() ? "" : "; output: " + PeerReason.line(printed));
        }

        /** Returns the last part of the last line: programs print their name and the file before the reason. */
        private static String reason(String errors) {
            String line = errors.substring(errors.lastIndexOf('\n') + 1);
            return line.substring(line.lastIndexOf(": ") < 0 ? 0 : line.lastIndexOf(": ") + 2);
        }

        @Override
        public void close() throws IOException {
            session.close();
        }

        private final class Input extends OutputStream {
            private final OutputStream lower;

            Input(OutputStream lower) {
                this.lower = lower;
            }

            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                try {
                    lower.write(from, offset, length);
                } catch (IOException e) {
                    finish();
                    throw e;
                }
            }

            @Override
            public void close() throws IOException {
                try {
                    // close alone discards what does not fit into the remote window yet
                    lower.flush();
                } catch (IOException e) {
                    finish();
                    throw e;
                }
                lower.close();
            }
        }
    }
}
