package io.jm.tls;

/** Distinguishes IP addresses from host names without a DNS lookup. */
final class IpText {
    private IpText() {}

    /** Returns whether the text is an IPv4 or IPv6 address. */
    static boolean isAddress(String host) {
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
