package io.jm.drivers.amazonec2.aws;

import io.jm.base.JmException;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A role that is taken with a token in a file, as in Kubernetes. */
final class WebIdentity {
    private final Surroundings surroundings;
    private final String region;

    WebIdentity(Surroundings surroundings, String region) {
        this.surroundings = surroundings;
        this.region = region;
    }

    /**
     * Takes the role that the profile or the environment names.
     *
     * @return null if neither names one
     */
    @Nullable
    AwsCredentials find(Map<String, String> profile) {
        String file = profile.getOrDefault("web_identity_token_file", "");
        String role = profile.getOrDefault("role_arn", "");
        String session = profile.getOrDefault("role_session_name", "");
        if (file.isEmpty() || role.isEmpty()) {
            file = surroundings.variable("AWS_WEB_IDENTITY_TOKEN_FILE");
            role = surroundings.variable("AWS_ROLE_ARN");
            session = surroundings.variable("AWS_ROLE_SESSION_NAME");
        }
        if (file.isEmpty() || role.isEmpty()) {
            return null;
        }
        return new Sts(surroundings, region).withWebIdentity(role, session, token(file));
    }

    private String token(String file) {
        Path path = surroundings.environment().workingDirectory().resolve(file);
        try {
            return BoundedReader.text(path, Limits.SSH_KEY).strip();
        } catch (IOException e) {
            throw new JmException("cannot read the web identity token " + path + ": " + IoReason.of(e), e);
        }
    }
}
