package io.jm.drivers.amazonec2;

import io.jm.base.JmException;
import io.jm.cloud.SharedAnswers;
import io.jm.drivers.amazonec2.aws.AwsCredentials;
import io.jm.drivers.amazonec2.aws.AwsService;
import io.jm.drivers.amazonec2.aws.CredentialChain;
import io.jm.drivers.amazonec2.aws.Endpoint;
import io.jm.drivers.amazonec2.aws.Partition;
import io.jm.drivers.amazonec2.aws.Surroundings;
import io.jm.text.Sha256;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whose account is used, and where. */
final class Ec2Access {
    static final String NO_CREDENTIALS = "amazonec2 driver requires AWS credentials configured with the"
            + " --amazonec2-access-key and --amazonec2-secret-key options, environment variables, ~/.aws/credentials, or"
            + " an instance role";

    /** A server that is not AWS's has a region of any name, which becomes a part of the signatures. */
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Ec2Config config;
    private final Surroundings surroundings;
    private final SharedAnswers shared;
    private @Nullable CredentialChain chain;
    private @Nullable Ec2Api api;
    private boolean withoutRecorded;

    /**
     * Prepares the access.
     *
     * @param shared what the machines of one command ask for together, such as credentials
     */
    Ec2Access(Ec2Config config, Surroundings surroundings, SharedAnswers shared) {
        this.config = config;
        this.surroundings = surroundings;
        this.shared = shared;
    }

    /** Returns the calls of the region, made at the first time. */
    Ec2Api api() {
        if (api == null) {
            api = new Ec2Api(service("ec2", endpoint()), () -> service("ssm", Partition.endpoint("ssm", region())));
        }
        return api;
    }

    /** Forgets everything, since the configuration has changed. */
    void reset() {
        chain = null;
        api = null;
        withoutRecorded = false;
    }

    private AwsService service(String name, URI endpoint) {
        int retries = (int) Math.min(100, config.number(Ec2Config.RETRIES));
        return new AwsService(surroundings, name, region(), endpoint, retries, this::credentials, this::useOthers);
    }

    private String region() {
        String region = config.text(Ec2Config.REGION);
        if (region.isEmpty()) {
            return Ec2Flags.DEFAULT_REGION;
        }
        if (!REGION.matcher(region).matches()) {
            throw new JmException(Ec2Settings.INVALID_REGION);
        }
        return region;
    }

    /**
     * Returns the address of the API.
     *
     * @throws JmException if the endpoint that the user gave is none
     */
    URI endpoint() {
        String region = region();
        String given = config.text(Ec2Config.ENDPOINT);
        if (!given.isEmpty()) {
            return Endpoint.of(given, !config.flag(Ec2Config.INSECURE));
        }
        return config.flag(Ec2Config.IPV6_ONLY)
                ? Partition.dualStack("ec2", region)
                : Partition.endpoint("ec2", region);
    }

    /**
     * Returns the credentials: those on record, or else those of the environment, a profile, the container or the
     * instance.
     *
     * @throws JmException if there are none
     */
    AwsCredentials credentials() {
        if (usesRecorded()) {
            return recorded();
        }
        AwsCredentials found = chain().find();
        if (found == null) {
            throw new JmException(NO_CREDENTIALS);
        }
        return found;
    }

    private AwsCredentials recorded() {
        return new AwsCredentials(
                config.text(Ec2Config.ACCESS_KEY),
                config.text(Ec2Config.SECRET_KEY),
                config.text(Ec2Config.SESSION_TOKEN));
    }

    private CredentialChain chain() {
        if (chain == null) {
            String region = region();
            String profile = config.text(Ec2Config.PROFILE);
            chain = shared.get(
                    "amazonec2 credentials of " + Partition.name(region) + " " + profile,
                    CredentialChain.class,
                    () -> new CredentialChain(surroundings, profile, region));
        }
        return chain;
    }

    /** Whether the credentials are those on record, with which the machine was made. */
    boolean usesRecorded() {
        return recorded().isComplete() && !withoutRecorded;
    }

    /** Whether there are credentials on record that AWS refused, so that others are used. */
    boolean usesOthers() {
        return withoutRecorded;
    }

    /**
     * Changes from the recorded credentials, which were refused, to others. While nothing is made yet, credentials that
     * are refused are an error of the user, which must not make a machine in another account.
     */
    private boolean useOthers() {
        boolean begun = !config.text(Ec2Config.SSH_KEY_PATH).isEmpty()
                || !config.text(Ec2Config.INSTANCE_ID).isEmpty();
        AwsCredentials recorded = recorded();
        if (withoutRecorded || !begun || !recorded.isComplete()) {
            return false;
        }
        AwsCredentials found = chain().find();
        if (found == null
                || found.accessKey().equals(recorded.accessKey())
                        && found.sessionToken().equals(recorded.sessionToken())) {
            return false;
        }
        surroundings.trace().accept("AWS refused the recorded credentials; the next ones are used");
        withoutRecorded = true;
        return true;
    }

    /** Returns a text that is the same for machines of one account and region, without secrets. */
    String key() {
        AwsCredentials current = credentials();
        String all = endpoint() + "\n" + region() + "\n" + current.accessKey() + "\n" + current.secretKey() + "\n"
                + current.sessionToken();
        return "amazonec2 " + Sha256.hex(all);
    }
}
