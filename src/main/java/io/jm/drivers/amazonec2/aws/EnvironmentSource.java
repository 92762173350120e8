package io.jm.drivers.amazonec2.aws;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The variables of the environment. */
final class EnvironmentSource implements CredentialSource {
    private final Surroundings surroundings;

    EnvironmentSource(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public @Nullable AwsCredentials find(Consumer<String> whyNot) {
        String access = either("AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY");
        String secret = either("AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY");
        AwsCredentials found = new AwsCredentials(access, secret, surroundings.variable("AWS_SESSION_TOKEN"));
        if (!found.isComplete()) {
            whyNot.accept("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set");
            return null;
        }
        return found;
    }

    private String either(String first, String second) {
        String value = surroundings.variable(first);
        return value.isEmpty() ? surroundings.variable(second) : value;
    }
}
