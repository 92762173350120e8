package io.jm.drivers.amazonec2;

import io.jm.base.JmException;
import io.jm.cloud.ApiException;
import io.jm.driver.DriverContext;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what a launch needs, and refuses early what cannot be launched. */
final class PreCreateChecks {
    private static final String NEWER_TYPE = "t3.micro";

    private final DriverContext context;
    private final Ec2Api api;
    private final Ec2Config config;

    PreCreateChecks(DriverContext context, Ec2Api api, Ec2Config config) {
        this.context = context;
        this.api = api;
        this.config = config;
    }

    /**
     * Checks the configuration, and completes it.
     *
     * @param given the subnet that the user gave; null if none
     * @return the zone that belongs to a subnet chosen here; empty if the user gave the subnet
     */
    String run(@Nullable Subnet given) {
        keyPair();
        Subnet subnet = given == null ? subnet() : given;
        image();
        offer(subnet.zone());
        return given == null ? subnet.zone() : "";
    }

    private void keyPair() {
        String name = config.text(Ec2Config.KEY_NAME);
        if (config.flag(Ec2Config.EXISTING_KEY) && !api.keyPairExists(name)) {
            throw new JmException(
                    "There is no keypair with the name " + name + ". Please verify the key name provided.");
        }
    }

    private Subnet subnet() {
        String recorded = config.text(Ec2Config.SUBNET_ID);
        if (!recorded.isEmpty()) {
            return api.subnet(recorded).stream()
                    .findFirst()
                    .orElseThrow(() -> new JmException("the subnet " + recorded + " is gone"));
        }
        String vpcId = config.text(Ec2Config.VPC_ID);
        String zone = zone();
        List<Subnet> found = api.subnets(vpcId, zone);
        if (found.isEmpty()) {
            throw new JmException(
                    "unable to find a subnet that is both in the zone " + zone + " and belonging to VPC ID " + vpcId);
        }
        Subnet chosen = found.stream().filter(Subnet::isDefault).findFirst().orElse(found.get(0));
        config.set(Ec2Config.SUBNET_ID, chosen.id());
        return chosen;
    }

    /** With an endpoint the zone has its whole name; a letter is accepted there too. */
    private String zone() {
        String zone = config.text(Ec2Config.ZONE);
        String region = config.text(Ec2Config.REGION);
        boolean letter = zone.length() == 1 && !region.equals("custom-endpoint");
        boolean whole = !config.text(Ec2Config.ENDPOINT).isEmpty() && !letter;
        return zone.isEmpty() || whole ? zone : region + zone;
    }

    private void image() {
        List<String> architectures = architectures();
        Image image = new ImageChoice(api, config).find(architectures);
        if (image == null) {
            return;
        }
        if (!architectures.isEmpty()
                && !image.architecture().isEmpty()
                && !architectures.contains(image.architecture())) {
            throw new JmException(
                    "the image " + image.id() + " is for " + image.architecture() + ", and the instance type "
                            + config.text(Ec2Config.INSTANCE_TYPE) + " has " + String.join(" and ", architectures)
                            + "; choose another --" + Ec2Flags.INSTANCE_TYPE + " or --" + Ec2Flags.AMI);
        }
        rootDisk(image);
    }

    private List<String> architectures() {
        try {
            List<String> found = Ec2Api.ifAllowed(() -> api.architectures(config.text(Ec2Config.INSTANCE_TYPE)));
            return found == null ? List.of() : found;
        } catch (ApiException e) {
            if (e.code().equals("InvalidInstanceType")) {
                // which the question for its zones tells better
                return List.of();
            }
            throw e;
        }
    }

    private void rootDisk(Image image) {
        String device = config.text(Ec2Config.DEVICE_NAME);
        String root = image.rootDevice();
        if (device.equals(Ec2Flags.DEFAULT_DEVICE)
                && !root.isEmpty()
                && !image.devices().containsKey(device)) {
            config.set(Ec2Config.DEVICE_NAME, root);
        }
        int smallest = image.devices().getOrDefault(config.text(Ec2Config.DEVICE_NAME), 0);
        if (config.number(Ec2Config.ROOT_SIZE) < smallest) {
            context.say("The image " + image.id() + " needs a root disk of " + smallest
                    + " GB; it gets that in place of " + config.number(Ec2Config.ROOT_SIZE) + " GB");
            config.set(Ec2Config.ROOT_SIZE, smallest);
        }
    }

    private void offer(String zone) {
        String type = config.text(Ec2Config.INSTANCE_TYPE);
        List<String> zones = Ec2Api.ifAllowed(() -> api.zonesWith(type));
        boolean otherApi = !config.text(Ec2Config.ENDPOINT).isEmpty();
        if (zones == null
                || zones.isEmpty() && otherApi
                || zones.contains(zone)
                || zone.isEmpty() && !zones.isEmpty()) {
            return;
        }
        if (zones.isEmpty() && type.equals(Ec2Flags.DEFAULT_TYPE)) {
            context.say("The instance type " + type + " is not offered in this region; " + NEWER_TYPE + " is used");
            config.set(Ec2Config.INSTANCE_TYPE, NEWER_TYPE);
            return;
        }
        if (zones.isEmpty()) {
            throw new JmException("the instance type " + type + " is not offered in the region "
                    + config.text(Ec2Config.REGION) + "; choose another --" + Ec2Flags.INSTANCE_TYPE);
        }
        throw new JmException("the instance type " + type + " is not offered in the zone " + zone + ", but in "
                + String.join(", ", new TreeSet<>(zones)) + "; choose one with --" + Ec2Flags.ZONE);
    }
}
