package io.jm.drivers.amazonec2;

import io.jm.base.JmException;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.drivers.amazonec2.aws.CredentialChain;
import io.jm.drivers.amazonec2.aws.Surroundings;
import io.jm.go.text.GoUrl;
import io.jm.text.PortNumber;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes over the options of {@code create}, checks them, and chooses the network; messages are docker-machine's. */
final class Ec2Settings {
    static final String INVALID_REGION = "Invalid region specified";

    private static final Pattern REGION = Pattern.compile("[a-z]{2,5}(-[a-z]+)+-\\d+");

    private final DriverContext context;
    private final Surroundings surroundings;
    private final Ec2Config config;
    private final Ec2Access access;

    Ec2Settings(DriverContext context, Surroundings surroundings, Ec2Config config, Ec2Access access) {
        this.context = context;
        this.surroundings = surroundings;
        this.config = config;
        this.access = access;
    }

    /**
     * Sets the configuration.
     *
     * @return the subnet that the user gave; null if none
     * @throws JmException with the first thing that is wrong
     */
    @Nullable
    Subnet configure(DriverOptions options) {
        take(options);
        new Ec2Additions(config).take(options, surroundings);
        region(options);
        checks();
        access.reset();
        access.endpoint();
        access.credentials();
        Subnet subnet = network();
        swarm();
        return subnet;
    }

    private void take(DriverOptions options) {
        config.set(Ec2Config.ENDPOINT, endpoint(options.text(Ec2Flags.ENDPOINT)));
        config.set(Ec2Config.ACCESS_KEY, options.text(Ec2Flags.ACCESS_KEY));
        config.set(Ec2Config.SECRET_KEY, options.text(Ec2Flags.SECRET_KEY));
        config.set(Ec2Config.SESSION_TOKEN, options.text(Ec2Flags.SESSION_TOKEN));
        config.set(Ec2Config.AMI, options.text(Ec2Flags.AMI));
        config.set(Ec2Config.VPC_ID, options.text(Ec2Flags.VPC_ID));
        config.set(Ec2Config.ZONE, options.text(Ec2Flags.ZONE));
        config.set(Ec2Config.SUBNET_ID, options.text(Ec2Flags.SUBNET_ID));
        config.set(Ec2Config.GROUP_READONLY, options.isSet(Ec2Flags.GROUP_READONLY));
        config.set(Ec2Config.GROUP_NAMES, options.list(Ec2Flags.GROUPS));
        config.set(Ec2Config.OPEN_PORTS, options.list(Ec2Flags.OPEN_PORTS));
        config.set(Ec2Config.TAGS, options.text(Ec2Flags.TAGS));
        config.set(Ec2Config.INSTANCE_TYPE, options.text(Ec2Flags.INSTANCE_TYPE));
        config.set(Ec2Config.DEVICE_NAME, options.text(Ec2Flags.DEVICE_NAME));
        config.set(Ec2Config.ROOT_SIZE, options.number(Ec2Flags.ROOT_SIZE));
        config.set(Ec2Config.VOLUME_TYPE, options.text(Ec2Flags.VOLUME_TYPE));
        config.set(Ec2Config.INSTANCE_PROFILE, options.text(Ec2Flags.INSTANCE_PROFILE));
        config.set(Ec2Config.SSH_USER, options.text(Ec2Flags.SSH_USER));
        config.set(Ec2Config.SSH_PORT, PortNumber.of("--" + Ec2Flags.SSH_PORT, options.number(Ec2Flags.SSH_PORT)));
        config.set(Ec2Config.SPOT, options.isSet(Ec2Flags.SPOT_INSTANCE));
        config.set(Ec2Config.SPOT_PRICE, options.text(Ec2Flags.SPOT_PRICE));
        config.set(Ec2Config.BLOCK_DURATION, options.number(Ec2Flags.BLOCK_DURATION));
        config.set(Ec2Config.PRIVATE_ONLY, options.isSet(Ec2Flags.PRIVATE_ONLY));
        config.set(Ec2Config.USE_PRIVATE, options.isSet(Ec2Flags.USE_PRIVATE));
        config.set(Ec2Config.MONITORING, options.isSet(Ec2Flags.MONITORING));
        config.set(Ec2Config.EBS_OPTIMIZED, options.isSet(Ec2Flags.EBS_OPTIMIZED));
        config.set(Ec2Config.SSH_KEY_SOURCE, options.text(Ec2Flags.SSH_KEYPATH));
        config.set(Ec2Config.KEY_NAME, options.text(Ec2Flags.KEYPAIR_NAME));
        config.set(Ec2Config.EXISTING_KEY, !options.text(Ec2Flags.KEYPAIR_NAME).isEmpty());
        config.set(Ec2Config.RETRIES, options.number(Ec2Flags.RETRIES));
        config.set(Ec2Config.INSECURE, options.isSet(Ec2Flags.INSECURE));
        config.set(Ec2Config.USER_DATA, options.text(Ec2Flags.USER_DATA));
    }

    private String endpoint(String given) {
        for (String address : List.of(
                given, surroundings.variable("AWS_ENDPOINT_URL_EC2"), surroundings.variable("AWS_ENDPOINT_URL"))) {
            if (!address.isEmpty()) {
                return address;
            }
        }
        return "";
    }

    private void region(DriverOptions options) {
        config.set(Ec2Config.REGION, chosenRegion(options));
        boolean possible = REGION.matcher(config.text(Ec2Config.REGION)).matches();
        if (!possible && config.text(Ec2Config.ENDPOINT).isEmpty()) {
            throw new JmException(INVALID_REGION);
        }
    }

    private String chosenRegion(DriverOptions options) {
        String given = options.text(Ec2Flags.REGION);
        if (options.isGiven(Ec2Flags.REGION) && !given.isEmpty()) {
            return given;
        }
        String variable = surroundings.variable("AWS_REGION");
        if (!variable.isEmpty()) {
            return variable;
        }
        String profile = CredentialChain.profileRegion(surroundings, config.text(Ec2Config.PROFILE));
        return profile.isEmpty() ? Ec2Flags.DEFAULT_REGION : profile;
    }

    private void checks() {
        if (config.flag(Ec2Config.INSECURE) && config.text(Ec2Config.ENDPOINT).isEmpty()) {
            throw new JmException("using --amazonec2-insecure-transport also requires --amazonec2-endpoint");
        }
        if (config.flag(Ec2Config.EXISTING_KEY)
                && config.text(Ec2Config.SSH_KEY_SOURCE).isEmpty()) {
            throw new JmException("using --amazonec2-keypair-name also requires --amazonec2-ssh-keypath");
        }
        new Ec2Additions(config).check();
        OpenPorts.parse(config.list(Ec2Config.OPEN_PORTS));
        Ec2Tags.of(context.machineName(), config.text(Ec2Config.TAGS), context::say);
        UserData.encoded(context, config.text(Ec2Config.USER_DATA));
    }

    private @Nullable Subnet network() {
        String subnetId = config.text(Ec2Config.SUBNET_ID);
        if (config.text(Ec2Config.VPC_ID).isEmpty() && subnetId.isEmpty()) {
            config.set(Ec2Config.VPC_ID, access.api().defaultVpc());
        }
        String vpcId = config.text(Ec2Config.VPC_ID);
        if (subnetId.isEmpty() && vpcId.isEmpty()) {
            throw new JmException(
                    "amazonec2 driver requires either the --amazonec2-subnet-id or --amazonec2-vpc-id option"
                            + " or an AWS Account with a default vpc-id");
        }
        if (subnetId.isEmpty()) {
            return null;
        }
        List<Subnet> found = access.api().subnet(subnetId);
        if (found.isEmpty()) {
            throw new JmException(
                    "The desired subnet could not be located in this region. Is '--amazonec2-subnet-id' or"
                            + " AWS_SUBNET_ID configured correctly?");
        }
        Subnet subnet = found.get(0);
        if (vpcId.isEmpty()) {
            config.set(Ec2Config.VPC_ID, subnet.vpcId());
        } else if (!subnet.vpcId().equals(vpcId)) {
            throw new JmException("SubnetId: " + subnetId + " does not belong to VpcId: " + vpcId);
        }
        return subnet;
    }

    private void swarm() {
        if (config.flag(Ec2Config.SWARM_MASTER)) {
            swarmPort(config);
        }
    }

    /** Returns the port of the Swarm master. */
    static int swarmPort(Ec2Config config) {
        String host = config.text(Ec2Config.SWARM_HOST);
        GoUrl url;
        try {
            url = GoUrl.parse(host);
        } catch (JmException e) {
            throw new JmException("error parsing swarm host: " + e.getMessage(), e);
        }
        int port = PortNumber.parse(url.port());
        if (!PortNumber.isPort(port)) {
            throw new JmException("error parsing swarm host: " + host + " has no port");
        }
        return port;
    }
}
