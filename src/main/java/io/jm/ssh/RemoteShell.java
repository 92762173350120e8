package io.jm.ssh;

import io.jm.text.ShellWords;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Session;

/** Runs small scripts with a machine's {@code sh}, whatever the login shell is. */
final class RemoteShell {
    /** A dead line is noticed by keep-alives; a slow disk may take this long. */
    private static final int PATIENCE_SECONDS = 600;

    private final SSHClient client;

    RemoteShell(SSHClient client) {
        this.client = client;
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
            String output = new String(running.output().readAllBytes(), StandardCharsets.UTF_8);
            running.finish();
            return output;
        }
    }

    /** Starts a script whose streams the caller serves. */
    Running start(String script, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of("exec", "sh", "-c", script, "sh"));
        words.addAll(List.of(arguments));
        Session session = client.startSession();
        boolean started = false;
        try {
            Running running = new Running(session.exec(ShellWords.join(words)));
            started = true;
            return running;
        } finally {
            if (!started) {
                session.close();
            }
        }
    }

    /** A script at work. Closing it before its end ends it. */
    static final class Running implements Closeable {
        private final Session.Command command;
        private final Input input;

        private Running(Session.Command command) {
            this.command = command;
            this.input = new Input(command.getOutputStream());
        }

        InputStream output() {
            return command.getInputStream();
        }

        /** Ends the input of a script that has none, and may be over already. */
        void noInput() throws IOException {
            command.getOutputStream().close();
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
            String said = new String(command.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            command.join(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Integer status = command.getExitStatus();
            if (status == null) {
                throw new IOException("the command on the machine was broken off");
            }
            if (status != 0) {
                throw new IOException(said.isEmpty() ? "exit status " + status : reason(said));
            }
        }

        /** Programs put their own name and the file's before the reason. */
        private static String reason(String said) {
            String line = said.substring(said.lastIndexOf('\n') + 1);
            return line.substring(line.lastIndexOf(": ") < 0 ? 0 : line.lastIndexOf(": ") + 2);
        }

        @Override
        public void close() throws IOException {
            command.close();
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
