package io.jm.drivers.amazonec2;

import io.jm.drivers.amazonec2.aws.XmlNode;
import io.jm.text.Printable;

/**
 * An instance as EC2 describes it.
 *
 * @param reason why it is not running; empty if EC2 does not say
 */
record Instance(
        String id,
        String state,
        String publicAddress,
        String privateAddress,
        String ipv6Address,
        String reason,
        String spotRequestId) {
    static Instance of(XmlNode item) {
        String ipv6 = item.text("ipv6Address");
        if (ipv6.isEmpty()) {
            for (XmlNode network : item.items("networkInterfaceSet")) {
                for (XmlNode address : network.items("ipv6AddressesSet")) {
                    ipv6 = ipv6.isEmpty() ? address.text("ipv6Address") : ipv6;
                }
            }
        }
        return new Instance(
                line(item.text("instanceId")),
                line(item.text("instanceState/name")),
                line(item.text("ipAddress")),
                line(item.text("privateIpAddress")),
                line(ipv6),
                reason(item),
                line(item.text("spotInstanceRequestId")));
    }

    private static String line(String text) {
        return Printable.excerpt(text, 300);
    }

    private static String reason(XmlNode item) {
        String code = item.text("stateReason/code");
        String message = item.text("stateReason/message");
        if (code.isEmpty() && message.isEmpty()) {
            return line(item.text("reason"));
        }
        return line(message.startsWith(code) ? message : code + ": " + message);
    }

    boolean isGone() {
        return state.equals("terminated") || state.equals("shutting-down");
    }
}
