package io.jm.drivers.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.machine.StoreLayout;
import io.jm.os.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressChoiceTest {
    private static final Platform LINUX = new Platform(Platform.System.LINUX, "amd64");
    private static final Platform MAC = new Platform(Platform.System.MACOS, "arm64");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    private AddressChoice choice(String machine, String range) {
        return new AddressChoice(new StoreLayout(root), machine, range, Set.of(8080));
    }

    private void otherMachine(String name, String address, int sshPort, int enginePort) throws IOException {
        Path config = new StoreLayout(root).config(name);
        Files.createDirectories(config.getParent());
        Files.writeString(
                config,
                "{\"Driver\":{\"IPAddress\":\"" + address + "\",\"SSHPort\":" + sshPort + ",\"EnginePort\":"
                        + enginePort + "}}");
    }

    @Test
    void aMachineHasALoopbackAddressOfItsOwnAndAlwaysTheSame() {
        String address = choice("a", "").address("auto", LINUX);
        assertTrue(address.startsWith("127.42."), address);
        assertEquals(address, choice("a", "").address("auto", LINUX));
        assertNotEquals(address, choice("b", "").address("auto", LINUX));
    }

    @Test
    void anAddressThatAnotherMachineHasIsNotTakenAgain() throws IOException {
        String address = choice("a", "").address("auto", LINUX);
        otherMachine("other", address, 2222, 2376);
        assertNotEquals(address, choice("a", "").address("auto", LINUX));
    }

    @Test
    void macosHasOneLoopbackAddress() {
        assertEquals("127.0.0.1", choice("a", "").address("auto", MAC));
    }

    @Test
    void anAddressThatTheUserNamedIsTaken() {
        assertEquals("192.0.2.7", choice("a", "").address("192.0.2.7", LINUX));
    }

    @Test
    void portsOfOtherMachinesAtTheSameAddressAreNotTaken() throws IOException {
        otherMachine("other", "127.0.0.1", 2222, 2376);
        AddressChoice choice = choice("a", "42100-42110");
        int ssh = choice.sshPort("127.0.0.1");
        assertTrue(ssh >= 42_100 && ssh <= 42_110, () -> "port " + ssh);
        assertNotEquals(ssh, choice.enginePort("127.0.0.1", 2376, ssh));
    }

    @Test
    void aPortThatTheMachinePublishesIsNotTaken() {
        assertNotEquals(8080, choice("a", "").enginePort("127.42.255.10", 8080, 0));
    }

    @Test
    void aPortInUseIsNotTaken() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.42.255.9"))) {
            int port = busy.getLocalPort();
            String message = assertThrows(
                            JmException.class,
                            () -> choice("a", port + "-" + port).enginePort("127.42.255.9", port, 0))
                    .getMessage();
            assertEquals(
                    "no port from " + port + " to " + port + " is free on 127.42.255.9 (port " + port
                            + " of 127.42.255.9 is in use by java (pid "
                            + ProcessHandle.current().pid() + ")); name others with --qemu-localports",
                    message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "a-b", "5-4", "0-9", "1-70000", "-", "1-"})
    void aRangeThatIsNoneIsRefused(String range) {
        assertThrows(JmException.class, () -> choice("a", range));
    }

    @Test
    void anUnreadableMachineDoesNotDisturb() throws IOException {
        Path config = new StoreLayout(root).config("broken");
        Files.createDirectories(config.getParent());
        Files.writeString(config, "{");
        assertTrue(choice("a", "").address("auto", LINUX).startsWith("127.42."));
    }
}
