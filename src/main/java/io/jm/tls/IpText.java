package io.jm.tls;

/** Tells addresses from names, without ever asking a name server. */
public final class IpText {
    private IpText() {}

    /** Whether the text is an IPv4 or IPv6 address. */
    public static boolean isAddress(String host) {
        if (host.indexOf(':') >= 0) {
            return true;
        }
        int dots = 0;
        for (int i = 0; i < host.length(); i++) {
            char sign = host.charAt(i);
            if (sign == '.') {
                dots++;
            } else if (sign < '0' || sign > '9') {
                return false;
            }
        }
        return dots == 3;
    }
}
