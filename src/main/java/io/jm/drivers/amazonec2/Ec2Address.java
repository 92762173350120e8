package io.jm.drivers.amazonec2;

import io.jm.base.JmException;

/** Which of an instance's addresses is used. */
final class Ec2Address {
    private Ec2Address() {}

    /** Returns the address; empty if the instance has it not yet, or not any more. */
    static String find(Ec2Config config, Instance instance) {
        if (config.flag(Ec2Config.IPV6_ONLY)) {
            return instance.ipv6Address();
        }
        String v4 = isPrivate(config) ? instance.privateAddress() : instance.publicAddress();
        return v4.isEmpty() && config.usesIpv6() ? instance.ipv6Address() : v4;
    }

    private static boolean isPrivate(Ec2Config config) {
        return config.flag(Ec2Config.PRIVATE_ONLY) || config.flag(Ec2Config.USE_PRIVATE);
    }

    /**
     * Returns the address.
     *
     * @throws JmException with docker-machine's message if there is none
     */
    static String require(Ec2Config config, Instance instance) {
        String address = find(config, instance);
        if (!address.isEmpty()) {
            return address;
        }
        if (config.flag(Ec2Config.IPV6_ONLY)) {
            throw new JmException("no IPv6 address for instance " + instance.id());
        }
        throw new JmException((isPrivate(config) ? "No private IP" : "No IP") + " for instance " + instance.id());
    }
}
