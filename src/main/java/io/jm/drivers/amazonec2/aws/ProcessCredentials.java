package io.jm.drivers.amazonec2.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.go.json.JsonReader;
import io.jm.go.json.JsonSyntaxException;
import io.jm.os.Environment;
import io.jm.os.Programs;
import java.util.List;

/** The credentials that a program of the user prints. */
final class ProcessCredentials {
    private ProcessCredentials() {}

    /**
     * Runs a command line.
     *
     * @throws JmException if it fails or prints something else; its output is not in the message
     */
    static AwsCredentials run(Environment environment, String commandLine) {
        List<String> command = environment.windows()
                ? List.of("cmd", "/c", commandLine + " 2>nul")
                : List.of("sh", "-c", commandLine + " 2>/dev/null");
        Programs.Outcome outcome = Programs.capture(command);
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
}
