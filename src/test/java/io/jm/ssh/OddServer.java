package io.jm.ssh;

import io.jm.os.Environment;
import io.jm.os.PrivateFile;
import io.jm.testkit.RecordingConsole;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.subsystem.SubsystemFactory;
import org.jspecify.annotations.Nullable;

/** An SSH server whose behaviour a test defines. */
final class OddServer implements AutoCloseable {
    final SshServer server = SshServer.setUpDefaultServer();

    /** The server's behaviour for a command or an SFTP client. */
    interface Work {
        void run(Scripted command) throws IOException, InterruptedException;
    }

    private OddServer() {}

    /** Starts a server that accepts every login and runs {@code manners} for each command. */
    static OddServer commands(Work work) throws Exception {
        OddServer odd = new OddServer();
        odd.server.setCommandFactory((session, line) -> new Scripted(line, work));
        return odd.start();
    }

    /** Starts a server that runs {@code manners} for each SFTP client and rejects commands. */
    static OddServer sftp(Work work) throws Exception {
        return both(work, command -> command.exit(1));
    }

    static OddServer both(Work sftp, Work work) throws Exception {
        OddServer odd = new OddServer();
        odd.server.setSubsystemFactories(List.of(new SubsystemFactory() {
            @Override
            public String getName() {
                return "sftp";
            }

            @Override
            public Command createSubsystem(ChannelSession channel) {
                return new Scripted("", sftp);
            }
        }));
        odd.server.setCommandFactory((session, line) -> new Scripted(line, work));
        return odd.start();
    }

    private OddServer start() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(generator.generateKeyPair()));
        server.setPublickeyAuthenticator((user, key, session) -> true);
        server.start();
        return this;
    }

    /** Returns the target, with a key that is generated in the directory if it is missing. */
    SshTarget target(Path directory) {
        return target(directory, server.getPort());
    }

    static SshTarget target(Path directory, int port) {
        Path key = directory.resolve("key");
        if (!Files.exists(key)) {
            try {
                PrivateFile.create(key, SshKeyPair.generate("").privateKey().getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new SshTarget("box", "127.0.0.1", port, "me", List.of(key), HostKeyPolicy.OFF, null);
    }

    InProcessSsh open(Path directory) {
        return open(directory, server.getPort(), SshTimeouts.defaults());
    }

    static InProcessSsh open(Path directory, int port, SshTimeouts timeouts) {
        Environment environment = new Environment(Map.of(), directory, "jm", false);
        return new InProcessSsh(
                target(directory, port),
                timeouts,
                environment,
                RecordingConsole.withDebug().console(),
                key -> null);
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    /** A command on the server, with the adapter code that the server library requires. */
    static final class Scripted implements Command {
        private final String line;
        private final Work work;
        private @Nullable InputStream in;
        private @Nullable OutputStream out;
        private @Nullable OutputStream err;
        private @Nullable ExitCallback exit;
        private @Nullable ChannelSession channel;

        Scripted(String line, Work work) {
            this.line = line;
            this.work = work;
        }

        /** The command line that the client sent. */
        String line() {
            return line;
        }

        @Override
        public void setInputStream(InputStream in) {
            this.in = in;
        }

        @Override
        public void setOutputStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void setErrorStream(OutputStream err) {
            this.err = err;
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            this.exit = callback;
        }

        InputStream in() {
            return Objects.requireNonNull(in);
        }

        OutputStream out() {
            return Objects.requireNonNull(out);
        }

        OutputStream err() {
            return Objects.requireNonNull(err);
        }

        ChannelSession channel() {
            return Objects.requireNonNull(channel);
        }

        void hangUp() {
            channel().getSession().close(true);
        }

        void exit(int status) {
            Objects.requireNonNull(exit).onExit(status);
        }

        @Override
        public void start(ChannelSession session, org.apache.sshd.server.Environment environment) {
            channel = session;
            Thread thread = new Thread(() -> {
                try {
                    work.run(this);
                } catch (IOException | InterruptedException e) {
                    // the client has disconnected
                    return;
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void destroy(ChannelSession session) {
            // the thread ends by itself
        }
    }
}
