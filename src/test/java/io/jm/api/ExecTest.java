package io.jm.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.cli.LiveContext;
import io.jm.ssh.SshKeyPair;
import io.jm.testkit.IssuedStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.util.List;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a machine whose SSH server gives its command line to a shell, as a real one does. */
@DisabledOnOs(OS.WINDOWS)
class ExecTest {
    private final SshServer server = SshServer.setUpDefaultServer();
    private DockerMachines machines;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(generator.generateKeyPair()));
        server.setPublickeyAuthenticator((user, key, session) -> true);
        server.setCommandFactory((session, line) -> new InShell(line));
        server.start();
        IssuedStore store = new IssuedStore(directory);
        store.variables.put("MACHINE_SSH_ATTEMPTS", "1");
        Path key = directory.resolve("id_rsa");
        Files.writeString(key, SshKeyPair.generate("").privateKey());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        machines = new DockerMachines(store.environment(), line -> {}, LiveContext::new);
        machines.create(
                "box",
                MachineSpec.of("generic")
                        .with("generic-ip-address", "127.0.0.1")
                        .with("generic-ssh-port", Integer.toString(server.getPort()))
                        .with("generic-ssh-key", key.toString())
                        .with("no-provision", "true"));
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(true);
    }

    @Test
    void theResultHasBothOutputsAndTheExitCode() {
        assertEquals(
                new CommandResult(3, "out\n", "err\n"),
                machines.exec("box", List.of("sh", "-c", "echo out; echo err >&2; exit 3")));
    }

    @Test
    void theShellOfTheMachineChangesNoArgument() {
        List<String> odd = List.of("printf", "<%s>", "a  b", "$HOME", "*", "it's", "", "-L 80:x:80", "ü;\n&|");
        assertEquals(
                "<" + String.join("><", odd.subList(2, odd.size())) + ">",
                machines.exec("box", odd).out());
    }

    @Test
    void standardInputIsEmpty() {
        assertEquals(new CommandResult(0, "", ""), machines.exec("box", List.of("cat")));
    }

    @Test
    void aMachineThatCannotBeReachedIsAnError() throws IOException {
        server.stop(true);
        DockerMachineException failure =
                assertThrows(DockerMachineException.class, () -> machines.exec("box", List.of("true")));
        assertTrue(failure.getMessage().contains("is not running"), failure.getMessage());
    }

    private static final class InShell extends AbstractCommandSupport {
        InShell(String line) {
            super(line, null);
        }

        @Override
        public void run() {
            try {
                Process shell = new ProcessBuilder("sh", "-c", getCommand()).start();
                shell.getOutputStream().close();
                copy(shell.getInputStream().readAllBytes(), getOutputStream());
                copy(shell.getErrorStream().readAllBytes(), getErrorStream());
                onExit(shell.waitFor());
            } catch (IOException e) {
                onExit(254, e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void copy(byte[] bytes, OutputStream to) throws IOException {
            to.write(bytes);
            to.flush();
        }
    }
}
