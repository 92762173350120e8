package io.jm.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverName;
import io.jm.driver.MachineSize;
import io.jm.driver.MachineState;
import io.jm.driver.PortForwarding;
import io.jm.os.Environment;
import io.jm.testkit.RecordingConsole;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Exceptions and invalid answers of external drivers become errors that name the driver. */
class ValidatingDriverTest {
    private static final DriverName NAME = DriverName.of("odd");

    private final RecordingConsole lines = new RecordingConsole();
    private final Map<String, Supplier<@Nullable Object>> answers = new HashMap<>();
    private final Driver driver = ValidatingDriver.open(NAME, context(), this::proxy);

    private DriverContext context() {
        return new DriverContext(
                "box",
                Path.of("/"),
                lines.console(),
                new Environment(Map.of(), Path.of("/"), "jm", false),
                Ticker.system());
    }

    /** A driver that returns what the test specifies. */
    private Driver proxy() {
        return (Driver) Proxy.newProxyInstance(
                Driver.class.getClassLoader(),
                new Class<?>[] {Driver.class},
                (self, method, arguments) ->
                        Objects.requireNonNull(answers.get(method.getName())).get());
    }

    private void answer(String method, @Nullable Object value) {
        answers.put(method, () -> value);
    }

    private void fail(String method, Throwable thrown) {
        answers.put(method, () -> {
            throw ValidatingDriverTest.<RuntimeException>unchecked(thrown);
        });
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static String failure(Executable call) {
        return assertThrows(JmException.class, call).getMessage();
    }

    @Test
    void eachExceptionIsReportedAsTheDriversError() {
        for (Throwable thrown : List.of(
                new IllegalStateException("oops"),
                new NoClassDefFoundError("com/example/Missing"),
                new StackOverflowError(),
                new AssertionError("never"))) {
            fail("create", thrown);
            assertEquals(
                    "The driver \"odd\" failed in create: " + thrown
                            + " (an error of the driver, not of jm; --debug shows where)",
                    failure(driver::create));
        }
    }

    @Test
    void itsOwnMessagesStayUnchanged() {
        JmException known = new JmException("no room\nat all", ExitCode.PRE_CREATE_FAILED, null);
        fail("preCreateCheck", known);
        assertSame(known, assertThrows(JmException.class, driver::preCreateCheck));
    }

    @Test
    void aLongMessageIsCut() {
        fail("start", new JmException("x".repeat(1 << 20)));
        assertEquals((64 << 10) + 3, failure(driver::start).length());
    }

    @Test
    void anExceptionWithControlCharactersIsReportedOnOneLine() {
        fail("stop", new IllegalArgumentException("a\nb\u001b]0;title\u0007"));
        assertTrue(failure(driver::stop).contains("a\\nb\\x1b]0;title\\x07 (an error"), () -> failure(driver::stop));
    }

    @Test
    void nullIsAnError() {
        answer("url", null);
        assertEquals("The driver \"odd\" returned nothing for url", failure(driver::url));
        answer("state", null);
        assertEquals("The driver \"odd\" returned nothing for state", failure(driver::state));
    }

    @Test
    void aResizeReachesTheDriverAndItsExceptionNamesIt() {
        answer("resize", null);
        driver.resize(new MachineSize(4096, 0, 0));
        fail("resize", new IllegalStateException("oops"));
        assertTrue(failure(() -> driver.resize(new MachineSize(4096, 0, 0))).contains("\"odd\" failed in resize"));
    }

    @Test
    void theImagesThatADriverNeedsAreItsAnswer() {
        answer("usedImages", Set.of(Path.of("/cache/a.qcow2")));
        assertEquals(Set.of(Path.of("/cache/a.qcow2")), driver.usedImages());
        answer("usedImages", null);
        assertEquals("The driver \"odd\" returned nothing for usedImages", failure(driver::usedImages));
        answer("shares", null);
        assertEquals("The driver \"odd\" returned nothing for shares", failure(driver::shares));
    }

    @Test
    void eachMethodReachesTheDriver() {
        Set<String> own = new HashSet<>();
        for (Method method : ValidatingDriver.class.getDeclaredMethods()) {
            own.add(method.getName());
        }
        for (Method method : Driver.class.getDeclaredMethods()) {
            // a driver that was opened is installed
            assertTrue(own.contains(method.getName()) || method.getName().equals("isInstalled"), method.getName());
        }
    }

    @Test
    void theForwardingOfPortsIsTheDrivers() {
        answer("forwardsPorts", false);
        assertNull(driver.portForwarding());
        answer("forwardsPorts", true);
        answer("portForwarding", null);
        assertEquals("The driver \"odd\" returned nothing for portForwarding", failure(driver::portForwarding));
        PortForwarding forwarding = (PortForwarding) Proxy.newProxyInstance(
                Driver.class.getClassLoader(),
                new Class<?>[] {PortForwarding.class},
                (self, method, arguments) -> null);
        answer("portForwarding", forwarding);
        assertTrue(driver.forwardsPorts());
        assertSame(forwarding, driver.portForwarding());
    }

    @Test
    void textForConnectionsContainsNoControlCharacters() {
        answer("ip", "1.2.3.4\u001b[2J");
        assertEquals("The driver \"odd\" returned an invalid IP address: \"1.2.3.4\\x1b[2J\"", failure(driver::ip));
        answer("sshUsername", "root\n  ProxyCommand x");
        assertTrue(failure(driver::sshUsername).contains("invalid SSH user"));
        answer("sshKeyPath", "/id\0");
        assertTrue(failure(driver::sshKeyPath).contains("invalid SSH key path"));
        answer("url", "tcp://\ud800:1");
        assertTrue(failure(driver::url).contains("invalid URL"));
        answer("sshHostname", "h".repeat(5000));
        assertTrue(failure(driver::sshHostname).length() < 400);
        answer("url", "tcp://[fe80::1%eth0]:2376");
        assertEquals("tcp://[fe80::1%eth0]:2376", driver.url());
    }

    @Test
    void aPortIsInRange() {
        for (int port : new int[] {-1, 65536, Integer.MIN_VALUE}) {
            answer("sshPort", port);
            assertEquals("The driver \"odd\" returned an invalid SSH port: \"" + port + "\"", failure(driver::sshPort));
        }
        answer("sshPort", 2222);
        assertEquals(2222, driver.sshPort());
    }

    @Test
    void textForDisplayIsMadePrintable() {
        answer("driverName", "odd\t\u009b31m" + "x".repeat(1000));
        assertTrue(driver.driverName().startsWith("odd\\t\\u009b31mxxx")
                && driver.driverName().length() < 250);
    }

    @Test
    void optionsWithInvalidNamesAreOmitted() {
        CreateFlag good = new CreateFlag.Text("odd-text", "Two\nlines\u001b[1m", "ODD", "a\nb");
        answer(
                "createFlags",
                List.of(
                        good,
                        new CreateFlag.Switch("", "", ""),
                        new CreateFlag.Switch("--odd", "", ""),
                        new CreateFlag.Switch("a=b", "", ""),
                        new CreateFlag.Switch("a\u001b[1m", "", ""),
                        new CreateFlag.Switch("x".repeat(1000), "", "")));
        assertEquals(
                List.of(new CreateFlag.Text("odd-text", "Two lines\\x1b[1m", "ODD", "a\nb")), driver.createFlags());
        String warned = lines.all();
        assertTrue(
                warned.startsWith("The driver \"odd\" has options with invalid names, which are ignored: \"\","
                        + " \"--odd\", \"a=b\", \"a\\x1b[1m\", \"xxx"),
                warned);
        assertEquals(1, warned.lines().count());
    }

    @Test
    void optionsWithNamesThatAShellCouldEvaluateAreOmitted() {
        List<CreateFlag> good = List.of(
                new CreateFlag.Switch("ODD.option_1-x", "", ""), new CreateFlag.Text("_odd", "Ends in \\", "", ""));
        List<CreateFlag> all = new ArrayList<>(good);
        for (String name : List.of(
                "x;>file;#",
                "$(id)",
                "`id`",
                "x[1]",
                "x:y",
                "(x",
                "x*",
                "x{a,b}",
                "x'",
                "x\"",
                "x\\",
                "~x",
                "x&",
                "\u00fc")) {
            all.add(new CreateFlag.Text(name, "", "", ""));
        }
        answer("createFlags", all);
        assertEquals(good, driver.createFlags());
        assertTrue(lines.all().contains("which are ignored: \"x;>file;#\", \"$(id)\", "));
    }

    @Test
    void aFailedCloseIsNotAnError() {
        fail("close", new IllegalStateException());
        driver.close();
    }

    @Test
    void validAnswersPass() {
        ObjectNode config = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        answer("config", config);
        answer("state", MachineState.PAUSED);
        assertSame(config, driver.config());
        assertEquals(MachineState.PAUSED, driver.state());
    }
}
