package io.jm.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.Ticker;
import io.jm.certs.ExpiryWarning;
import io.jm.connection.ConnectionCheck;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.drivers.generic.GenericDriver;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.provision.host.AssumedHost;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshReply;
import io.jm.ssh.SshTarget;
import io.jm.store.FileStore;
import io.jm.testkit.FakeEngine;
import io.jm.testkit.RecordingConsole;
import io.jm.tls.X509Issuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The plan for a generic host that docs/drivers/generic.md shows is what jm prints. */
class GenericPlanTest {
    private static final Path PAGE = Path.of("docs/drivers/generic.md");

    private final List<SshTarget> asked = new ArrayList<>();
    private final RecordingConsole lines = new RecordingConsole();
    private final Environment environment = new Environment(Map.of(), Path.of("/home/you"), "jm", false);
    private final StoreLayout layout = new StoreLayout(Path.of("/home/you/.docker/machine"));

    @Test
    void thePageShowsThePlanOfAHostWithoutAnEngine() throws IOException {
        lines.console().infoToStandardError();
        // the driver asks only whether the port of SSH is open
        try (ServerSocket ssh = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            plan(ssh.getLocalPort(), "");
        }
        String page = Files.readString(PAGE);
        assertTrue(page.contains("```sh\n" + lines.out() + "```\n"), PAGE + " must show\n" + lines.out());
    }

    @Test
    void aHostBehindAJumpHostIsAskedThroughIt() throws IOException {
        lines.console().infoToStandardError();
        int closed;
        try (ServerSocket ssh = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = ssh.getLocalPort();
        }
        plan(closed, "ops@bastion:2222,inner");
        assertTrue(lines.out().contains("\n# SSH goes through ops@bastion:2222,inner\n"), lines.out());
        assertTrue(lines.out().contains("tcp://0.0.0.0:2376"), lines.out());
        assertEquals(
                List.of("[bastion]:2222", "[inner]:22"),
                asked.get(0).route().jumps().stream()
                        .map(SshTarget::machineName)
                        .toList());
        assertEquals("127.0.0.1", asked.get(0).host());
    }

    private void plan(int port, String sshJump) {
        DriverContext context = new DriverContext("box", layout.root(), lines.console(), environment, Ticker.system());
        GenericDriver driver = new GenericDriver(context, any -> new AssumedLogin());
        driver.configure(new DriverOptions(
                Map.of("generic-ip-address", "127.0.0.1", "generic-ssh-user", "you", "generic-ssh-port", (long) port)));
        MachineProvisioning provisioning = new MachineProvisioning(
                layout,
                target -> {
                    asked.add(target);
                    return new AssumedLogin();
                },
                new X509Issuer(Ticker.system()),
                lines.console(),
                environment,
                Ticker.system());
        Creation creation = new Creation(
                new FileStore(layout, "jm", lines.console()),
                provisioning,
                new ConnectionCheck(
                        layout,
                        new FakeEngine(new CountDownLatch(1)),
                        environment,
                        new ExpiryWarning(lines.console(), environment, Ticker.system())),
                () -> {},
                lines.console(),
                environment,
                Ticker.system(),
                true);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("HostOptions").putObject("EngineOptions").put("InstallURL", "https://get.docker.com");
        creation.plan(new Machine("box", document), driver, List.of(), sshJump);
    }

    /** A login to the host that plans assume where there is none. */
    private static final class AssumedLogin implements SshExecutor {
        private final AssumedHost host = new AssumedHost();

        @Override
        public SshReply run(String command) {
            if (command.equals("exit 0")) {
                return new SshReply(0, "");
            }
            return command.equals("cat /etc/os-release")
                    ? new SshReply(0, AssumedHost.OS_RELEASE)
                    : host.query(command);
        }

        @Override
        public SshReply runOnTerminal(String command) {
            return run(command);
        }

        @Override
        public void close() {}
    }
}
