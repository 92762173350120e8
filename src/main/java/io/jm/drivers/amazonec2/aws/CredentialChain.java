package io.jm.drivers.amazonec2.aws;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The places in which AWS's command line looks for credentials, in its order. */
public final class CredentialChain {
    private static final Duration RENEWED_BEFORE = Duration.ofMinutes(5);
    private static final Duration KEPT = Duration.ofSeconds(30);

    private final Surroundings surroundings;
    private final List<CredentialSource> sources = new ArrayList<>();
    private @Nullable AwsCredentials found;
    private @Nullable JmException failure;
    private boolean asked;
    private long askedAt;

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

    /**
     * Returns the first credentials found, which are kept until shortly before they expire; null if there are none. What was
     * not found, or failed, is not looked for again for a moment, since many machines ask together.
     *
     * @throws JmException if a place that should have credentials fails
     */
    public synchronized @Nullable AwsCredentials find() {
        boolean recent = asked && surroundings.ticker().nanos() - askedAt < KEPT.toNanos();
        if (!recent && (found == null || isEnding(found))) {
            ask();
        }
        if (failure != null) {
            throw failure;
        }
        return found;
    }

    private void ask() {
        found = null;
        failure = null;
        try {
            for (CredentialSource source : sources) {
                found = source.find(why -> surroundings.trace().accept("no AWS credentials there: " + why));
                if (found != null) {
                    break;
                }
            }
        } catch (CancelledException e) {
            throw e;
        } catch (JmException e) {
            failure = e;
        }
        asked = true;
        askedAt = surroundings.ticker().nanos();
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
