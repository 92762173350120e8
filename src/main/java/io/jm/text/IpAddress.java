package io.jm.text;

/** Recognizes IP addresses without a DNS lookup. */
public final class IpAddress {
    /** Without leading zeros, since some programs read such a number as octal. */
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

    private IpAddress() {}

    /** Returns whether the text is a valid IPv4 address. */
    public static boolean isV4(String text) {
        return text.matches(OCTET + "(\\." + OCTET + "){3}");
    }

    /** Returns whether the text looks like an IPv4 or IPv6 address and not like a host name. */
    public static boolean isAddress(String host) {
        if (host.indexOf(':') >= 0) {
            return true;
        }
        int dots = 0;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == '.') {
                dots++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return dots == 3;
    }
}
