package io.jm.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.os.Environment;
import io.jm.shell.Shell;
import io.jm.shell.Shells;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientEnvironmentTest {
    private static final ClientConnection BOX =
            new ClientConnection("box", "tcp://192.0.2.5:2376", Path.of("/s/machines/box"), true);

    private static final Shell SH = Shells.named("sh");

    private static ClientEnvironment in(boolean windows, Map<String, String> variables) {
        return new ClientEnvironment(new Environment(variables, Path.of("/"), "jm", windows));
    }

    private static String set(boolean windows, Map<String, String> variables, @Nullable String direct) {
        return ClientEnvironment.lines(in(windows, variables).set(BOX, direct), SH);
    }

    private static boolean hasProxy(Map<String, String> variables, String line) {
        return set(false, variables, "192.0.2.5").contains("\n" + line + "\n");
    }

    @Test
    void setsFourVariables() {
        assertEquals("""
                export DOCKER_TLS_VERIFY="1"
                export DOCKER_HOST="tcp://192.0.2.5:2376"
                export DOCKER_CERT_PATH="/s/machines/box"
                export DOCKER_MACHINE_NAME="box"
                """, set(false, Map.of(), null));
    }

    @Test
    void takesTlsAwayForAnEngineWithoutIt() {
        ClientConnection plain = new ClientConnection("box", "tcp://h:2375", Path.of("/s"), false);
        assertEquals("""
                unset DOCKER_TLS_VERIFY
                export DOCKER_HOST="tcp://h:2375"
                unset DOCKER_CERT_PATH
                export DOCKER_MACHINE_NAME="box"
                """, ClientEnvironment.lines(in(false, Map.of()).set(plain, null), SH));
    }

    @Test
    void refusesALineFeedInAValue() {
        ClientConnection odd = new ClientConnection("box", "tcp://h:2376", Path.of("/a\nb"), true);
        JmException e =
                assertThrows(JmException.class, () -> in(false, Map.of()).set(odd, null));
        assertEquals("Cannot set DOCKER_CERT_PATH: control character in \"/a\\nb\"", e.getMessage());
    }

    @Test
    void unsetsWhatIsSet() {
        assertEquals("""
                unset DOCKER_TLS_VERIFY
                unset DOCKER_HOST
                unset DOCKER_CERT_PATH
                unset DOCKER_MACHINE_NAME
                """, unset(false, Map.of(), false));
    }

    private static String unset(boolean windows, Map<String, String> variables, boolean withProxy) {
        return ClientEnvironment.lines(in(windows, variables).unset(withProxy), SH);
    }

    @Test
    void showsHowToEvaluateTheLines() {
        assertEquals("""
                # Run this command to configure your shell:\s
                # eval $(jm env box)
                """, ClientEnvironment.hint(SH, List.of("jm", "env", "box")));
    }

    @Test
    void windowsHasOneMoreVariable() {
        assertTrue(set(true, Map.of(), null).contains("export COMPOSE_CONVERT_WINDOWS_PATHS=\"true\"\n"));
        assertTrue(unset(true, Map.of(), false).contains("unset COMPOSE_CONVERT_WINDOWS_PATHS\n"));
    }

    @Test
    void extendsTheListOfDirectAddresses() {
        assertTrue(hasProxy(Map.of(), "export NO_PROXY=\"192.0.2.5\""));
        assertTrue(hasProxy(Map.of("NO_PROXY", "a,b"), "export NO_PROXY=\"a,b,192.0.2.5\""));
        assertTrue(hasProxy(Map.of("NO_PROXY", "a", "no_proxy", "c"), "export no_proxy=\"c,192.0.2.5\""));
    }

    @Test
    void anAddressInTheListIsNotAddedAgain() {
        assertTrue(hasProxy(Map.of("NO_PROXY", "a, 192.0.2.5,b"), "export NO_PROXY=\"a, 192.0.2.5,b\""));
    }

    @Test
    void aLongerAddressIsAnotherOne() {
        assertTrue(hasProxy(Map.of("NO_PROXY", "192.0.2.50"), "export NO_PROXY=\"192.0.2.50,192.0.2.5\""));
    }

    @Test
    void unsetsTheVariableWhateverItsValue() {
        String lines = unset(false, Map.of("no_proxy", "a,b"), true);
        assertTrue(lines.contains("\nunset no_proxy\n"));
        assertFalse(lines.contains("a,b"));
    }
}
