package io.jm.drivers.amazonec2.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.go.json.JsonReader;
import io.jm.go.json.JsonSyntaxException;
import io.jm.os.Environment;
import io.jm.os.Limits;
import io.jm.os.Programs;
import io.jm.os.TooLargeException;
import java.time.Duration;
import java.util.List;

/** The credentials that a program of the user prints. */
final class ProcessCredentials {
    /** As for AWS's SDK for Go. */
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private ProcessCredentials() {}

    /**
     * Runs a command line.
     *
     * @throws JmException if it fails, does not end within a minute or prints something else; its output is not in the
     *     message
     */
    static AwsCredentials run(Environment environment, String commandLine) {
        return run(environment, commandLine, TIMEOUT);
    }

    static AwsCredentials run(Environment environment, String commandLine, Duration timeout) {
        List<String> command =
                environment.windows() ? List.of("cmd", "/c", commandLine) : List.of("sh", "-c", commandLine);
        Programs.Outcome outcome = outcome(command, timeout);
        if (!outcome.succeeded()) {
            throw new JmException("the credential_process of the AWS profile failed with status " + outcome.status());
        }
        JsonNode printed;
        try {
            printed = JsonReader.read(outcome.text());
        } catch (JsonSyntaxException e) {
            throw new JmException("the credential_process of the AWS profile did not print JSON");
        }
        AwsCredentials found = new AwsCredentials(
                printed.path("AccessKeyId").asText(""),
                printed.path("SecretAccessKey").asText(""),
                printed.path("SessionToken").asText(""),
                Sts.instant(printed.path("Expiration").asText("")));
        if (printed.path("Version").asInt() != 1 || !found.isComplete()) {
            throw new JmException("the credential_process of the AWS profile must print Version 1, AccessKeyId and"
                    + " SecretAccessKey");
        }
        return found;
    }

    private static Programs.Outcome outcome(List<String> command, Duration timeout) {
        Programs.Outcome outcome;
        try {
            outcome = Programs.captureWithin(command, Limits.CREDENTIALS, timeout);
        } catch (TooLargeException e) {
            throw new JmException("the credential_process of the AWS profile printed " + e.getMessage(), e);
        }
        if (outcome == null) {
            throw new JmException(
                    "the credential_process of the AWS profile did not end within " + timeout.toSeconds() + " seconds");
        }
        return outcome;
    }
}
