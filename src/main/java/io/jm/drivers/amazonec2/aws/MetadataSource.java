package io.jm.drivers.amazonec2.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.web.WebFailure;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The metadata service of the EC2 instance on which jm runs, which knows the credentials of the instance's role. */
final class MetadataSource implements CredentialSource {
    private static final String CREDENTIALS = "latest/meta-data/iam/security-credentials/";
    private static final Set<Integer> NO_TOKENS = Set.of(403, 404, 405);
    private static final int ATTEMPTS = 2;
    private static final byte[] NO_BODY = {};

    private final Surroundings surroundings;

    MetadataSource(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public @Nullable AwsCredentials find(Consumer<String> whyNot) {
        if (surroundings.variable("AWS_EC2_METADATA_DISABLED").equalsIgnoreCase("true")) {
            whyNot.accept("AWS_EC2_METADATA_DISABLED is true");
            return null;
        }
        try {
            URI base = base();
            CloudReply token = send(new CloudRequest(
                    "PUT",
                    base.resolve("latest/api/token"),
                    Map.of("X-aws-ec2-metadata-token-ttl-seconds", "21600"),
                    NO_BODY));
            if (!token.isSuccess() && !NO_TOKENS.contains(token.status())) {
                whyNot.accept("the metadata service of EC2 answers with status " + token.status());
                return null;
            }
            return find(base, token.isSuccess() ? token.text().strip() : "", whyNot);
        } catch (IOException e) {
            whyNot.accept("there is no metadata service of EC2: " + WebFailure.reason(e));
            return null;
        }
    }

    private URI base() {
        String given = surroundings.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT");
        boolean version6 =
                surroundings.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE").equalsIgnoreCase("IPv6");
        return given.isEmpty()
                ? URI.create(version6 ? "http://[fd00:ec2::254]/" : "http://169.254.169.254/")
                : Endpoint.of(given, false);
    }

    private @Nullable AwsCredentials find(URI base, String token, Consumer<String> whyNot) throws IOException {
        CloudReply roles = send(get(base.resolve(CREDENTIALS), token));
        String role = roles.text().lines().findFirst().orElse("").strip();
        if (!roles.isSuccess() || !role.matches("[\\w+=,.@-]{1,128}")) {
            whyNot.accept("this EC2 instance has no role");
            return null;
        }
        CloudReply reply = send(get(base.resolve(CREDENTIALS + role), token));
        JsonNode found = reply.json();
        AwsCredentials credentials = new AwsCredentials(
                found.path("AccessKeyId").asText(""),
                found.path("SecretAccessKey").asText(""),
                found.path("Token").asText(""),
                Sts.instant(found.path("Expiration").asText("")));
        if (!reply.isSuccess() || !found.path("Code").asText("").equals("Success") || !credentials.isComplete()) {
            whyNot.accept("the metadata service of EC2 has no credentials of the role " + role);
            return null;
        }
        return credentials;
    }

    private static CloudRequest get(URI uri, String token) {
        return new CloudRequest(
                "GET", uri, token.isEmpty() ? Map.of() : Map.of("X-aws-ec2-metadata-token", token), NO_BODY);
    }

    private CloudReply send(CloudRequest request) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                CloudReply reply = surroundings.nearby().send(request);
                if (reply.status() < 500 || attempt == ATTEMPTS) {
                    return reply;
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
