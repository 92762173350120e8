package io.jm.drivers.amazonec2.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keys for signing requests.
 *
 * @param sessionToken empty with keys of a user, which do not expire
 * @param expiry when temporary keys end; null if that is not known
 */
public record AwsCredentials(
        String accessKey,
        String secretKey,
        String sessionToken,
        @Nullable Instant expiry) {
    public AwsCredentials(String accessKey, String secretKey, String sessionToken) {
        this(accessKey, secretKey, sessionToken, null);
    }

    /** Whether both keys are there. */
    public boolean isComplete() {
        return !accessKey.isEmpty() && !secretKey.isEmpty();
    }

    /** Returns the public part only. */
    @Override
    public String toString() {
        return "the access key " + accessKey;
    }
}
