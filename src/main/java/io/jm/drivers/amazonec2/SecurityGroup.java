package io.jm.drivers.amazonec2;

import io.jm.drivers.amazonec2.aws.XmlNode;
import io.jm.text.PortNumber;
import java.util.ArrayList;
import java.util.List;

/** A security group and what it lets in. */
record SecurityGroup(String id, String name, List<Opening> openings) {
    /** Ports that are open for somebody. */
    record Opening(String protocol, int from, int to) {
        boolean covers(Opening other) {
            return protocol.equals("-1") || protocol.equals(other.protocol) && from <= other.from && other.to <= to;
        }
    }

    static SecurityGroup of(XmlNode item) {
        List<Opening> openings = new ArrayList<>();
        for (XmlNode permission : item.items("ipPermissions")) {
            openings.add(new Opening(
                    permission.text("ipProtocol"),
                    port(permission.text("fromPort"), 0),
                    port(permission.text("toPort"), PortNumber.LAST)));
        }
        return new SecurityGroup(item.text("groupId"), item.text("groupName"), openings);
    }

    private static int port(String text, int otherwise) {
        return text.matches("\\d{1,5}") ? Integer.parseInt(text) : otherwise;
    }

    boolean lets(Opening wanted) {
        return openings.stream().anyMatch(opening -> opening.covers(wanted));
    }
}
