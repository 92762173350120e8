package io.jm.drivers.amazonec2;

import io.jm.base.JmException;
import io.jm.driver.DriverOptions;
import io.jm.drivers.amazonec2.aws.Surroundings;
import io.jm.text.IpAddress;
import java.util.regex.Pattern;

/** The options that docker-machine's driver lacks; the messages are those of Rancher's fork where it has them. */
final class Ec2Additions {
    private static final Pattern V4_LENGTH = Pattern.compile("3[0-2]|[12]?[0-9]");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*/(12[0-8]|1[01][0-9]|[1-9]?[0-9])");

    private final Ec2Config config;

    Ec2Additions(Ec2Config config) {
        this.config = config;
    }

    void take(DriverOptions options, Surroundings surroundings) {
        same(options, Ec2Flags.METADATA_TOKEN, Ec2Flags.HTTP_TOKENS);
        same(options, Ec2Flags.VOLUME_KMS_KEY, Ec2Flags.KMS_KEY);
        config.set(Ec2Config.METADATA_TOKEN, options.text(Ec2Flags.METADATA_TOKEN));
        config.set(Ec2Config.HOP_LIMIT, options.number(Ec2Flags.HOP_LIMIT));
        config.set(Ec2Config.VOLUME_ENCRYPTED, options.isSet(Ec2Flags.VOLUME_ENCRYPTED));
        String kmsKey = options.text(Ec2Flags.VOLUME_KMS_KEY);
        config.set(Ec2Config.KMS_KEY, kmsKey.isEmpty() ? options.text(Ec2Flags.KMS_KEY) : kmsKey);
        config.set(Ec2Config.ENCRYPT_VOLUME, options.isSet(Ec2Flags.ENCRYPT_VOLUME));
        config.set(Ec2Config.HTTP_ENDPOINT, options.text(Ec2Flags.HTTP_ENDPOINT));
        config.set(Ec2Config.HTTP_TOKENS, options.text(Ec2Flags.HTTP_TOKENS));
        config.set(Ec2Config.HTTP_IPV6, options.text(Ec2Flags.HTTP_IPV6));
        config.set(Ec2Config.IPV6_COUNT, options.number(Ec2Flags.IPV6_COUNT));
        config.set(Ec2Config.IPV6_ONLY, options.isSet(Ec2Flags.IPV6_ONLY));
        config.set(Ec2Config.PRIMARY_IPV6, options.isSet(Ec2Flags.PRIMARY_IPV6));
        config.set(Ec2Config.INGRESS_CIDRS, options.list(Ec2Flags.INGRESS_CIDR));
        config.set(Ec2Config.AMI_NAME, options.text(Ec2Flags.AMI_NAME));
        config.set(Ec2Config.AMI_OWNER, options.text(Ec2Flags.AMI_OWNER));
        config.set(Ec2Config.VOLUME_IOPS, options.number(Ec2Flags.VOLUME_IOPS));
        config.set(Ec2Config.VOLUME_THROUGHPUT, options.number(Ec2Flags.VOLUME_THROUGHPUT));
        config.set(Ec2Config.SPOT_FALLBACK, options.isSet(Ec2Flags.SPOT_FALLBACK));
        profile(options, surroundings);
    }

    /** Two options for the same thing. */
    private static void same(DriverOptions options, String first, String second) {
        String one = options.text(first);
        String other = options.text(second);
        if (!one.isEmpty() && !other.isEmpty() && !one.equals(other)) {
            throw new JmException("--" + first + " and --" + second + " must not differ");
        }
    }

    /**
     * A profile that the user named on the command line stands before the keys in the environment, which would be recorded
     * otherwise; one that the environment names stands behind them and its web identity, as for the AWS CLI.
     */
    private void profile(DriverOptions options, Surroundings surroundings) {
        String profile = options.text(Ec2Flags.PROFILE);
        boolean ofEnvironment = profile.equals(surroundings.variable("AWS_PROFILE"));
        boolean keysGiven = !config.text(Ec2Config.ACCESS_KEY).isEmpty()
                && !config.text(Ec2Config.SECRET_KEY).isEmpty();
        boolean keysOfEnvironment =
                config.text(Ec2Config.ACCESS_KEY).equals(surroundings.variable("AWS_ACCESS_KEY_ID"));
        boolean webIdentity =
                !surroundings.variable("AWS_WEB_IDENTITY_TOKEN_FILE").isEmpty()
                        && !surroundings.variable("AWS_ROLE_ARN").isEmpty();
        boolean behind = ofEnvironment && (keysGiven || webIdentity);
        if (profile.isEmpty() || behind || keysGiven && !keysOfEnvironment) {
            config.set(Ec2Config.PROFILE, "");
            return;
        }
        config.set(Ec2Config.PROFILE, profile);
        config.set(Ec2Config.ACCESS_KEY, "");
        config.set(Ec2Config.SECRET_KEY, "");
        config.set(Ec2Config.SESSION_TOKEN, "");
    }

    void check() {
        oneOf(config.text(Ec2Config.HTTP_ENDPOINT), "httpEndpoint", "enabled", "disabled");
        oneOf(config.either(Ec2Config.HTTP_TOKENS, Ec2Config.METADATA_TOKEN), "httpToken", "optional", "required");
        oneOf(config.text(Ec2Config.HTTP_IPV6), "httpProtocolIpv6", "enabled", "disabled");
        if (config.flag(Ec2Config.IPV6_ONLY) && config.number(Ec2Config.IPV6_COUNT) < 1) {
            throw new JmException("ipv6AddressCount must be greater than zero when Ipv6AddressOnly is true");
        }
        for (String range : config.list(Ec2Config.INGRESS_CIDRS)) {
            if (!isRange(range)) {
                throw new JmException("--" + Ec2Flags.INGRESS_CIDR + ": \"" + range
                        + "\" is not a range of addresses, such as 203.0.113.0/24 or 2001:db8::/32");
            }
        }
    }

    private static boolean isRange(String text) {
        int slash = text.indexOf('/');
        boolean v4 = slash > 0
                && IpAddress.isV4(text.substring(0, slash))
                && V4_LENGTH.matcher(text.substring(slash + 1)).matches();
        return v4 || V6.matcher(text).matches();
    }

    private static void oneOf(String value, String name, String first, String second) {
        if (!value.isEmpty() && !value.equals(first) && !value.equals(second)) {
            throw new JmException(name + " must be either " + first + " or " + second);
        }
    }
}
