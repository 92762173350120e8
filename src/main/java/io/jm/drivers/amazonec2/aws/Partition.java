package io.jm.drivers.amazonec2.aws;

import io.jm.base.JmException;
import io.jm.go.text.GoQuote;
import java.net.URI;

/** The part of AWS to which a region belongs, which the names of hosts and of owners depend on. */
public final class Partition {
    private Partition() {}

    /**
     * Returns the address of a service in a region.
     *
     * @throws JmException if the name of the region cannot be part of a host name
     */
    public static URI endpoint(String service, String region) {
        return uri(service, region, suffix(region));
    }

    /** Returns the address of a service that is also reached over IPv6. */
    public static URI dualStack(String service, String region) {
        String suffix = region.startsWith("cn-") ? "api.amazonwebservices.com.cn" : "api.aws";
        return uri(service, region, suffix);
    }

    private static URI uri(String service, String region, String suffix) {
        if (!region.matches("[A-Za-z0-9-]+")) {
            throw new JmException("AWS has no region " + GoQuote.quote(region) + ", so that its service " + service
                    + " has no address there");
        }
        return URI.create("https://" + service + "." + region + "." + suffix + "/");
    }

    /** Returns a text that is the same for the regions that share their credentials. */
    public static String name(String region) {
        return region.startsWith("us-gov-") ? "us-gov" : suffix(region);
    }

    private static String suffix(String region) {
        if (region.startsWith("cn-")) {
            return "amazonaws.com.cn";
        }
        if (region.startsWith("us-isob-")) {
            return "sc2s.sgov.gov";
        }
        if (region.startsWith("us-isof-")) {
            return "csp.hci.ic.gov";
        }
        if (region.startsWith("us-iso-")) {
            return "c2s.ic.gov";
        }
        if (region.startsWith("eu-isoe-")) {
            return "cloud.adc-e.uk";
        }
        return region.startsWith("eusc-") ? "amazonaws.eu" : "amazonaws.com";
    }

    /** Returns the account with which Canonical publishes its images there. */
    public static String canonical(String region) {
        if (region.startsWith("cn-")) {
            return "837727238323";
        }
        return region.startsWith("us-gov-") ? "513442679011" : "099720109477";
    }
}
