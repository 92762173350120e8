package io.jm.drivers.amazonec2.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.text.Excerpt;
import io.jm.web.WebFailure;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The address at which a container of ECS or EKS gets its credentials. */
final class ContainerSource implements CredentialSource {
    private static final Set<String> WITHOUT_TLS =
            Set.of("localhost", "127.0.0.1", "[::1]", "169.254.170.2", "169.254.170.23", "[fd00:ec2::23]");

    private final Surroundings surroundings;

    ContainerSource(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public @Nullable AwsCredentials find(Consumer<String> whyNot) {
        String relative = surroundings.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
        String full = surroundings.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI");
        if (relative.isEmpty() && full.isEmpty()) {
            whyNot.accept("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set");
            return null;
        }
        URI uri = relative.isEmpty() ? checked(full) : checked("http://169.254.170.2" + relative);
        CloudRequest request = CloudRequest.get(uri);
        String token = token();
        try {
            CloudReply reply =
                    surroundings.nearby().send(token.isEmpty() ? request : request.with("Authorization", token));
            JsonNode found = reply.json();
            AwsCredentials credentials = new AwsCredentials(
                    found.path("AccessKeyId").asText(""),
                    found.path("SecretAccessKey").asText(""),
                    found.path("Token").asText(""),
                    Sts.instant(found.path("Expiration").asText("")));
            if (!reply.isSuccess() || !credentials.isComplete()) {
                throw new JmException(uri + " sent no credentials for the container: status " + reply.status());
            }
            return credentials;
        } catch (IOException e) {
            throw new JmException("cannot get the container's credentials: " + uri + ": " + WebFailure.reason(e), e);
        }
    }

    private static URI checked(String text) {
        URI uri = Endpoint.parse(text);
        if (!"https".equals(uri.getScheme()) && !WITHOUT_TLS.contains(uri.getHost())) {
            throw new JmException(
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI must start with https: " + Excerpt.line(uri.getHost()));
        }
        return uri;
    }

    private String token() {
        String file = surroundings.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
        if (file.isEmpty()) {
            return surroundings.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN").strip();
        }
        try {
            return BoundedReader.text(
                            surroundings.environment().workingDirectory().resolve(file), Limits.SSH_KEY)
                    .strip();
        } catch (IOException e) {
            throw new JmException("cannot read the token of the container " + file + ": " + IoReason.of(e), e);
        }
    }
}
