package io.jm.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.driver.DriverContext;
import io.jm.driver.MachineState;
import io.jm.ssh.SshException;
import io.jm.ssh.SshReply;
import io.jm.ssh.SshTimeouts;
import io.jm.testkit.FakeMachines;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.ScriptedHost;
import io.jm.testkit.SetTicker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final SshReply OTHER_USER =
            new SshReply(142, "Please login as the user \"ubuntu\" rather than the user \"root\".\n\u001b[2J");

    private final SetTicker clock = new SetTicker(START);
    private FakeMachines fake;

    @TempDir
    Path folder;

    @BeforeEach
    void openStore() {
        fake = new FakeMachines(folder);
    }

    private String told() {
        return fake.output.err();
    }

    private Duration waited() {
        return Duration.between(START, clock.now());
    }

    private void waitForSsh(Supplier<SshReply> answer) {
        waitForSsh(answer, "");
    }

    private void waitForSsh(Supplier<SshReply> answer, String remedy) {
        ScriptedHost host = new ScriptedHost("") {
            @Override
            public SshReply query(String command) {
                return answer.get();
            }
        };
        new SshWait(fake.console, clock, SshTimeouts.defaults(), remedy).until(host);
    }

    @Test
    void aLoginThatRefusesToWorkEndsTheWaitEarlyAndIsQuoted() {
        JmException end = assertThrows(JmException.class, () -> waitForSsh(() -> OTHER_USER));
        assertEquals(
                "Too many retries waiting for SSH to be available.  Last error: Maximum number of retries (60) exceeded\n"
                        + "last cause: the login works, but the host ends it with exit status 142: Please login as the"
                        + " user \"ubuntu\" rather than the user \"root\".\n\u001b[2J",
                end.getMessage());
        assertTrue(waited().compareTo(Duration.ofSeconds(15)) < 0, "waited " + waited());
        assertTrue(told().contains("user \"root\".\\n\\x1b[2J (1"), told());
    }

    @Test
    void aLoginThatRefusesOnlyWhileTheHostBootsIsWaitedFor() {
        waitForSsh(() -> waited().compareTo(Duration.ofSeconds(8)) < 0 ? OTHER_USER : new SshReply(0, ""));
        assertTrue(waited().compareTo(Duration.ofSeconds(8)) >= 0);
    }

    @Test
    void aRefusedLoginForWhichThereIsARemedyEndsTheWaitEarly() {
        JmException end = assertThrows(
                JmException.class,
                () -> waitForSsh(
                        () -> {
                            throw new SshException("not let in", SshException.Kind.AUTHENTICATION, null);
                        },
                        "try another user"));
        assertEquals(
                "Too many retries waiting for SSH to be available.  Last error: Maximum number of retries (60) exceeded\n"
                        + "last cause: not let in\ntry another user",
                end.getMessage());
        assertEquals(ErrorCode.SSH, end.errorCode());
        assertTrue(waited().compareTo(Duration.ofSeconds(30)) >= 0, "waited " + waited());
        assertTrue(waited().compareTo(Duration.ofSeconds(35)) < 0, "waited " + waited());
    }

    @Test
    void loginsThatAreRefusedNowAndThenAreWaitedFor() {
        List<SshException.Kind> kinds = new ArrayList<>();
        waitForSsh(
                () -> {
                    if (waited().compareTo(Duration.ofSeconds(60)) > 0) {
                        return new SshReply(0, "");
                    }
                    kinds.add(kinds.size() % 3 == 2 ? SshException.Kind.REFUSED : SshException.Kind.AUTHENTICATION);
                    throw new SshException("not yet", kinds.get(kinds.size() - 1), null);
                },
                "try another user");
        assertTrue(kinds.size() > 10, kinds.toString());
    }

    @Test
    void aConnectionThatIsLostAgainAndAgainIsNoRefusal() {
        assertThrows(JmException.class, () -> waitForSsh(() -> new SshReply(255, "")));
        assertTrue(waited().compareTo(Duration.ofSeconds(170)) > 0, "waited " + waited());
    }

    @Test
    void theCauseIsToldAfterSecondsWithTheTimeThatIsLeft() {
        assertThrows(
                JmException.class,
                () -> waitForSsh(() -> {
                    throw new SshException("authentication failed", SshException.Kind.AUTHENTICATION, null);
                }));
        String[] lines = told().split("\n", -1);
        assertTrue(
                lines[0].matches("Waiting for SSH: authentication failed \\(17[0-5] s left\\)"), "first: " + lines[0]);
        assertEquals(4, lines.length, "once more each minute, then nothing: " + told());
    }

    @Test
    void anotherCauseIsToldToo() {
        waitForSsh(() -> {
            if (waited().compareTo(Duration.ofSeconds(30)) > 0) {
                return new SshReply(0, "");
            }
            String cause = waited().compareTo(Duration.ofSeconds(15)) > 0 ? "not let in" : "nobody listens";
            throw new SshException(cause, SshException.Kind.AUTHENTICATION, null);
        });
        assertTrue(told().contains("nobody listens (") && told().contains("not let in ("), told());
    }

    @Test
    void nothingIsToldOfAShortWait() {
        waitForSsh(() -> {
            if (waited().compareTo(Duration.ofSeconds(3)) > 0) {
                return new SshReply(0, "");
            }
            throw new SshException("nobody listens", SshException.Kind.REFUSED, null);
        });
        assertEquals("", told());
    }

    @Test
    void theWaitForAStateObeysTheTimeoutsOfItsCaller() {
        DriverContext context = new DriverContext("box", folder, fake.console, fake.environment("jm"), clock);
        IdleDriver driver = new IdleDriver(context) {
            @Override
            public MachineState state() {
                return MachineState.STOPPED;
            }
        };
        SshTimeouts two = SshTimeouts.from(fake.environment("jm", "MACHINE_SSH_ATTEMPTS", "2"));
        JmException end = assertThrows(
                JmException.class, () -> new StateWait(fake.console, clock, two).until(driver, MachineState.RUNNING));
        assertEquals("Maximum number of retries (2) exceeded\nlast cause: its state is Stopped", end.getMessage());
        assertEquals(ErrorCode.DRIVER, end.errorCode());
        assertTrue(waited().compareTo(Duration.ofSeconds(6)) <= 0, "waited " + waited());
    }

    @Test
    void whatTheDriverKnowsOfAStateIsTold() {
        DriverContext context = new DriverContext("box", folder, fake.console, fake.environment("jm"), clock);
        IdleDriver driver = new IdleDriver(context) {
            @Override
            public MachineState state() {
                return MachineState.STOPPED;
            }

            @Override
            public String stateReason() {
                return "no SSH at 192.0.2.5:22";
            }
        };
        JmException end = assertThrows(
                JmException.class, () -> new StateWait(fake.console, clock).until(driver, MachineState.RUNNING));
        assertEquals(
                "Maximum number of retries (60) exceeded\nlast cause: its state is Stopped (no SSH at 192.0.2.5:22)",
                end.getMessage());
        assertTrue(
                told().startsWith(
                                "Waiting for the machine to be Running: its state is Stopped (no SSH at 192.0.2.5:22) (17"),
                told());
    }
}
