package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.os.Programs;
import io.jm.os.TooLargeException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands whose two outputs are kept apart, on servers and as programs of this computer. */
@Timeout(60)
class SshOutputTest {
    private static final int MORE_THAN_THE_LIMIT = 17 << 20;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private SshOutput run(OddServer.Work work) throws Exception {
        try (OddServer server = OddServer.commands(work);
                InProcessSsh ssh = server.open(directory)) {
            return ssh.runApart("command");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theOutputsAreApart() throws Exception {
        SshOutput output = run(command -> {
            command.out()
                    .write(bytes("line: " + command.line() + ", input: "
                            + command.in().read()));
            command.out().flush();
            command.err().write(bytes("grün"));
            command.err().flush();
            command.exit(7);
        });
        assertEquals(new SshOutput(7, "line: command, input: -1", "grün"), output);
    }

    @Test
    void theOneThatIsReadSecondMayBeLong() throws Exception {
        SshOutput output = run(command -> {
            command.err().write(new byte[8 << 20]);
            command.err().flush();
            command.out().write(bytes("end"));
            command.out().flush();
            command.exit(0);
        });
        assertEquals("end", output.out());
        assertEquals(8 << 20, output.err().length());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneThatIsTooLongIsAnError(boolean errors) {
        SshException failure = assertThrows(
                SshException.class,
                () -> run(command -> {
                    OutputStream stream = errors ? command.err() : command.out();
                    stream.write(new byte[MORE_THAN_THE_LIMIT]);
                    stream.flush();
                    // never ends by itself
                    TimeUnit.MINUTES.sleep(2);
                }));
        assertTrue(failure.getMessage().endsWith("printed more than 16 MiB (the limit)"), failure.getMessage());
    }

    @Test
    void aLostConnectionIsAnError() {
        SshException failure = assertThrows(
                SshException.class,
                () -> run(command -> {
                    command.out().write(bytes("half"));
                    command.out().flush();
                    command.hangUp();
                }));
        assertTrue(failure.getMessage().contains("was lost"), failure.getMessage());
    }

    @Test
    void anInterruptedThreadDoesNotWait() throws Exception {
        Thread caller = Thread.currentThread();
        try (OddServer server = OddServer.commands(command -> {
                    caller.interrupt();
                    TimeUnit.MINUTES.sleep(2);
                });
                InProcessSsh ssh = server.open(directory)) {
            assertThrows(CancelledException.class, () -> ssh.runApart("command"));
            assertTrue(Thread.interrupted(), "the thread is still interrupted");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theOutputsOfAProgramAreApart() throws Exception {
        Programs.Printed printed = Programs.captureApart(List.of("sh", "-c", "cat; echo out; echo err >&2; exit 3"));
        assertEquals(3, printed.status());
        assertEquals("out\n", printed.output().outText());
        assertEquals("err\n", printed.output().errText());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aProgramThatPrintsTooMuchIsEnded() {
        assertThrows(TooLargeException.class, () -> Programs.captureApart(List.of("sh", "-c", "exec yes >&2")));
        assertThrows(JmException.class, () -> Programs.captureApart(List.of("/no/such/program")));
    }
}
