package io.jm.drivers.amazonec2.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.os.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ProcessCredentialsTest {
    @TempDir
    Path home;

    private AwsCredentials run(String commandLine, Duration timeout) {
        return ProcessCredentials.run(new Environment(Map.of(), home, "jm", false), commandLine, timeout);
    }

    private String failure(String commandLine, Duration timeout) {
        return assertThrows(JmException.class, () -> run(commandLine, timeout)).getMessage();
    }

    @Test
    void aProgramPrintsCredentials() {
        String printed = "{\"Version\":1,\"AccessKeyId\":\"ASIAPROGRAM\",\"SecretAccessKey\":\"s\"}";
        AwsCredentials found = run("echo noise >&2; echo '" + printed + "'", Duration.ofMinutes(1));
        assertEquals("ASIAPROGRAM", found.accessKey());
        for (String bad : List.of("false", "echo secret-of-the-test", "echo {}")) {
            String message = failure(bad, Duration.ofMinutes(1));
            assertTrue(message.startsWith("the credential_process of the AWS profile "), message);
            assertFalse(message.contains("secret-of-the-test"), message);
        }
    }

    @Test
    void aProgramThatDoesNotEndIsStopped() throws IOException {
        String commandLine = "sleep 100 & echo $! >" + home + "/pid; sleep 100";
        String message = failure(commandLine, Duration.ofSeconds(1));
        assertEquals("the credential_process of the AWS profile did not end within 1 seconds", message);
        long pid = Long.parseLong(Files.readString(home.resolve("pid")).strip());
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> ProcessHandle.of(pid).ifPresent(handle -> handle.onExit().join()));
    }

    @Test
    void aProgramThatPrintsTooMuchIsStopped() {
        String message = failure("yes secret-of-the-test", Duration.ofMinutes(1));
        assertEquals("the credential_process of the AWS profile printed more than 65536 bytes (the limit)", message);
    }
}
