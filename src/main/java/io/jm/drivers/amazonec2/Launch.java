package io.jm.drivers.amazonec2;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.cloud.AnswerLostException;
import io.jm.cloud.ApiException;
import io.jm.cloud.ApiException.Kind;
import io.jm.driver.DriverContext;
import io.jm.drivers.amazonec2.aws.Query;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Launches the instance. */
final class Launch {
    private static final Duration PROFILE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PROFILE_DELAY = Duration.ofSeconds(5);
    private static final Duration TOTAL = Duration.ofMinutes(5);
    private static final double LONGEST_SECONDS = 20;

    private final DriverContext context;
    private final Ec2Api api;
    private final Ec2Config config;
    private final PendingLaunch pending;
    private final String zone;
    /** Whether there may be an instance, although its launch was not answered. */
    private boolean doubtful;

    /**
     * Prepares a launch.
     *
     * @param zone the zone to ask for; empty if the subnet decides
     */
    Launch(DriverContext context, Ec2Api api, Ec2Config config, PendingLaunch pending, String zone) {
        this.context = context;
        this.api = api;
        this.config = config;
        this.pending = pending;
        this.zone = zone;
    }

    /**
     * Launches it. If that fails, the launch stays on record unless it is certain that it made nothing.
     *
     * @throws JmException if there is no instance, or none to be seen
     */
    Instance run() {
        // an earlier launch with the same token
        doubtful = pending.isOnRecord();
        if (!config.flag(Ec2Config.SPOT)) {
            return onDemand(config.text(Ec2Config.ID));
        }
        if (config.number(Ec2Config.BLOCK_DURATION) != 0) {
            context.say("AWS no longer offers spot instances of a fixed duration; --" + Ec2Flags.BLOCK_DURATION
                    + " is not used");
        }
        context.say("Waiting for spot instance...");
        try {
            Instance instance = launch(spot());
            context.say("Created spot instance request " + instance.spotRequestId());
            return instance;
        } catch (ApiException e) {
            if (!e.is(Kind.NO_CAPACITY) || doubtful || !config.flag(Ec2Config.SPOT_FALLBACK)) {
                throw new JmException(
                        "Error request spot instance" + (zone.isEmpty() ? "" : " in the zone " + zone) + ": "
                                + e.getMessage(),
                        e.exitCode(),
                        e);
            }
            context.say("There is no spot instance (" + e.code() + "); the instance is launched on demand");
            return onDemand(config.fallbackToken());
        }
    }

    private Instance onDemand(String token) {
        try {
            return launch(query(token, List.of("instance", "volume", "network-interface")));
        } catch (CancelledException e) {
            throw e;
        } catch (JmException e) {
            throw new JmException("Error launching instance: " + e.getMessage(), e.exitCode(), e);
        }
    }

    private Instance launch(Query query) {
        pending.begin();
        try {
            return sent(query);
        } catch (CancelledException e) {
            throw e;
        } catch (JmException e) {
            if (!doubtful) {
                pending.end();
                throw e;
            }
            return foundAfter(e);
        }
    }

    private Instance sent(Query query) {
        long start = context.ticker().nanos();
        long retries = config.number(Ec2Config.RETRIES);
        for (int retry = 0; ; ) {
            try {
                Instance launched = api.runInstances(query);
                if (launched != null) {
                    return launched;
                }
                doubtful = true;
                throw new JmException("unexpected AWS API response");
            } catch (AnswerLostException e) {
                doubtful = true;
                if (retry >= retries || passed(start, TOTAL)) {
                    throw e;
                }
                double longest = Math.min(LONGEST_SECONDS, 1L << Math.min(retry++, 10));
                context.ticker().sleep(InstanceWait.spread(longest));
            } catch (ApiException e) {
                // there is an instance with this token already
                doubtful |= e.is(Kind.EXISTS);
                boolean newProfile = e.code().equals("InvalidParameterValue")
                        && e.getMessage().toLowerCase(Locale.ROOT).contains("iaminstanceprofile");
                if (!newProfile || passed(start, PROFILE_TIMEOUT)) {
                    throw e;
                }
                // it takes some seconds until EC2 knows an instance profile
                context.ticker().sleep(PROFILE_DELAY);
            }
        }
    }

    private boolean passed(long start, Duration limit) {
        return context.ticker().nanos() - start > limit.toNanos();
    }

    /** Looks for the instance of a launch that was not answered. */
    private Instance foundAfter(JmException failure) {
        // the last attempt may have arrived only now
        pending.begin();
        List<Instance> found;
        try {
            found = pending.find();
        } catch (CancelledException e) {
            throw e;
        } catch (JmException e) {
            context.trace("no look for the launched instance: " + e.getMessage());
            throw failure;
        }
        if (found.isEmpty()) {
            throw failure;
        }
        if (found.get(0).isGone()) {
            pending.forgetInstance();
            throw failure;
        }
        return found.get(0);
    }

    private Query spot() {
        return query(
                        config.text(Ec2Config.ID),
                        List.of("instance", "volume", "network-interface", "spot-instances-request"))
                .with("InstanceMarketOptions.MarketType", "spot")
                .with("InstanceMarketOptions.SpotOptions.SpotInstanceType", "one-time")
                .with("InstanceMarketOptions.SpotOptions.MaxPrice", config.text(Ec2Config.SPOT_PRICE));
    }

    private Query query(String token, List<String> tagged) {
        Query query = Ec2Api.query("RunInstances")
                .with("ClientToken", token)
                .with("ImageId", config.text(Ec2Config.AMI))
                .with("InstanceType", config.text(Ec2Config.INSTANCE_TYPE))
                .with("KeyName", config.text(Ec2Config.KEY_NAME))
                .with("MinCount", 1)
                .with("MaxCount", 1)
                .with("Placement.AvailabilityZone", zone)
                .with("Monitoring.Enabled", config.flag(Ec2Config.MONITORING))
                .with("EbsOptimized", config.flag(Ec2Config.EBS_OPTIMIZED))
                .with("IamInstanceProfile.Name", config.text(Ec2Config.INSTANCE_PROFILE))
                .with("UserData", UserData.encoded(context, config.text(Ec2Config.USER_DATA)));
        network(query);
        disk(query);
        metadata(query);
        Map<String, String> tags = Ec2Tags.of(context.machineName(), config.text(Ec2Config.TAGS), warning -> {});
        Ec2Tags.add(query, tagged, tags);
        return query;
    }

    private void network(Query query) {
        boolean hasPublicAddress = !config.flag(Ec2Config.PRIVATE_ONLY) && !config.flag(Ec2Config.IPV6_ONLY);
        String prefix = "NetworkInterface.1.";
        query.with(prefix + "DeviceIndex", "0")
                .with(prefix + "SubnetId", config.text(Ec2Config.SUBNET_ID))
                .with(prefix + "AssociatePublicIpAddress", hasPublicAddress)
                .with(prefix + "Ipv6AddressCount", config.number(Ec2Config.IPV6_COUNT))
                .list(prefix + "SecurityGroupId", config.list(Ec2Config.GROUP_IDS));
        if (config.flag(Ec2Config.PRIMARY_IPV6)) {
            query.with(prefix + "PrimaryIpv6", true);
        }
    }

    private void disk(Query query) {
        String disk = "BlockDeviceMapping.1.Ebs.";
        String kmsKey = config.text(Ec2Config.KMS_KEY);
        query.with("BlockDeviceMapping.1.DeviceName", config.text(Ec2Config.DEVICE_NAME))
                .with(disk + "VolumeSize", config.number(Ec2Config.ROOT_SIZE))
                .with(disk + "VolumeType", config.text(Ec2Config.VOLUME_TYPE))
                .with(disk + "DeleteOnTermination", true)
                .with(disk + "KmsKeyId", kmsKey)
                .with(disk + "Iops", config.number(Ec2Config.VOLUME_IOPS))
                .with(disk + "Throughput", config.number(Ec2Config.VOLUME_THROUGHPUT));
        boolean encrypted = config.flag(Ec2Config.VOLUME_ENCRYPTED) || config.flag(Ec2Config.ENCRYPT_VOLUME);
        if (encrypted || !kmsKey.isEmpty()) {
            query.with(disk + "Encrypted", true);
        }
    }

    private void metadata(Query query) {
        String prefix = "MetadataOptions.";
        query.with(prefix + "HttpTokens", config.either(Ec2Config.HTTP_TOKENS, Ec2Config.METADATA_TOKEN))
                .with(prefix + "HttpPutResponseHopLimit", config.number(Ec2Config.HOP_LIMIT))
                .with(prefix + "HttpEndpoint", config.text(Ec2Config.HTTP_ENDPOINT))
                .with(prefix + "HttpProtocolIpv6", config.text(Ec2Config.HTTP_IPV6));
    }
}
