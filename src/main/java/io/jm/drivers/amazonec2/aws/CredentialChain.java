package io.jm.drivers.amazonec2.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The places in which AWS's command line looks for credentials, in its order. */
public final class CredentialChain {
    private static final Duration RENEWED_BEFORE = Duration.ofMinutes(5);

    private final Surroundings surroundings;
    private final List<CredentialSource> sources = new ArrayList<>();
    private @Nullable AwsCredentials found;

    /**
     * Makes a chain; nothing is asked yet.
     *
     * @param profile the profile that the user gave, which stands before the environment; empty if none
     */
    public CredentialChain(Surroundings surroundings, String profile, String region) {
        this.surroundings = surroundings;
        if (profile.isEmpty()) {
            sources.add(new EnvironmentSource(surroundings));
        }
        sources.add(new ProfileSource(surroundings, profile, region));
        sources.add(new ContainerSource(surroundings));
        sources.add(new MetadataSource(surroundings));
    }

    /** Returns the first credentials found, which are kept until shortly before they expire; null if there are none. */
    public synchronized @Nullable AwsCredentials find() {
        if (found == null || isEnding(found)) {
            found = null;
            for (CredentialSource source : sources) {
                found = source.find(why -> surroundings.trace().accept("no AWS credentials there: " + why));
                if (found != null) {
                    break;
                }
            }
        }
        return found;
    }

    private boolean isEnding(AwsCredentials credentials) {
        return credentials.expiry() != null
                && surroundings.ticker().now().plus(RENEWED_BEFORE).isAfter(credentials.expiry());
    }

    /** Returns the region of the profile; empty if it has none. */
    public static String profileRegion(Surroundings surroundings, String profile) {
        return ProfileSource.region(surroundings, profile);
    }
}
