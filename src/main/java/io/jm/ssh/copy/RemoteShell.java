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
 * Runs small scripts with a machine's {@code sh}, whatever the login shell is and whatever it prints by itself: the
 * script's output stands between two marks.
 */
final class RemoteShell {
    /** A dead line is noticed by keep-alives; a slow disk may take this long. */
    private static final int TIMEOUT_SECONDS = 600;

    private static final String MARK_BEGIN = "jm-";
    /** The mark is written in two parts, so that a login which prints its command does not print the mark. */
    private static final String MARKED =
            "printf %%s%%s '%1$s' %2$s; (%3$s); code=$?; printf %%s%%s%%d\\; '%1$s' %2$s $code;" + " exit $code";

    private final SshjConnection connection;

    RemoteShell(SshjConnection connection) {
        this.connection = connection;
    }

    /**
     * Runs a script to its end.
     *
     * @param arguments what the script knows as {@code $1}, {@code $2} …
     * @return its standard output
     * @throws IOException with the reason that it gave if it failed
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

    /** Starts a script of one line whose streams the caller serves. */
    Running start(String script, String... arguments) throws IOException {
        String random = Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
        List<String> words =
                new ArrayList<>(List.of("exec", "sh", "-c", MARKED.formatted(MARK_BEGIN, random, script), "sh"));
        words.addAll(List.of(arguments));
        ScriptSession session = connection.open(new ScriptSession(connection.lower()));
        boolean started = false;
        try {
            session.exec(ShellQuoting.join(words));
            started = true;
            return new Running(session, MARK_BEGIN + random);
        } finally {
            if (!started) {
                session.close();
            }
        }
    }

    /** A script at work. Closing it before its end ends it. */
    static final class Running implements Closeable {
        private final ScriptSession session;
        private final MarkedInput output;
        private final Input input;

        private Running(ScriptSession session, String mark) {
            this.session = session;
            this.output = new MarkedInput(session.getInputStream(), mark);
            this.input = new Input(session.getOutputStream());
        }

        InputStream output() {
            return output;
        }

        /** Ends the input of a script that has none, and may be over already. */
        void noInput() throws IOException {
            session.getOutputStream().close();
        }

        /** What the script reads. Where it stops doing so, writing fails with the reason that it gave. */
        OutputStream input() {
            return input;
        }

        /**
         * Waits for the end.
         *
         * @throws IOException with the reason that the script gave if it failed
         */
        void finish() throws IOException {
            output.skipRest();
            Integer status = output.status();
            if (status != null && status == 0) {
                return;
            }
            session.join(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (!output.hasBegun()) {
                throw new IOException(notRun());
            }
            if (status == null) {
                throw new IOException("the command on the machine was broken off");
            }
            String errors = session.errorText().strip();
            throw new IOException(errors.isEmpty() ? "exit status " + status : reason(errors));
        }

        /** A login that answers every command with a sentence of its own, as cloud images do for root. */
        private String notRun() {
            String said = (output.greeting() + session.errorText()).strip();
            Integer status = session.getExitStatus();
            return "the login runs no commands"
                    + (status == null ? "" : ", exit status " + status)
                    + (said.isEmpty() ? "" : "; it says: " + PeerReason.line(said));
        }

        /** Programs put their own name and the file's before the reason. */
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
                    // closing alone drops what the other side has no room for yet
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
