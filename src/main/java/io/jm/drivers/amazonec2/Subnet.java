package io.jm.drivers.amazonec2;

import io.jm.drivers.amazonec2.aws.XmlNode;

/** A subnet of a VPC. */
record Subnet(String id, String vpcId, String zone, boolean isDefault) {
    static Subnet of(XmlNode item) {
        return new Subnet(
                item.text("subnetId"),
                item.text("vpcId"),
                item.text("availabilityZone"),
                item.text("defaultForAz").equals("true"));
    }
}
