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
     * Takes the role that the profile or the environment names. As for the AWS CLI, the environment stands before the profile
     * that it names itself, and does not count for one that the user named, or that another profile names.
     *
     * @param named whether the profile was named by the user or another profile
     * @return null if neither names one
     */
    @Nullable
    AwsCredentials find(Map<String, String> profile, boolean named) {
        String file = named ? "" : surroundings.variable("AWS_WEB_IDENTITY_TOKEN_FILE");
        String role = named ? "" : surroundings.variable("AWS_ROLE_ARN");
        String session = named ? "" : surroundings.variable("AWS_ROLE_SESSION_NAME");
        if (file.isEmpty() || role.isEmpty()) {
            file = profile.getOrDefault("web_identity_token_file", "");
            role = profile.getOrDefault("role_arn", "");
            session = profile.getOrDefault("role_session_name", "");
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
