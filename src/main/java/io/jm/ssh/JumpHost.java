package io.jm.ssh;

import io.jm.base.JmException;
import io.jm.text.HostPort;
import io.jm.text.PortNumber;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;

/**
 * A host to log in to on the way to a machine, as the user wrote it, or as {@code ProxyJump} of OpenSSH names it.
 *
 * @param user the login name; empty if not given
 * @param host the name or address, without brackets; may be a {@code Host} of the user's ssh configuration
 * @param port the port; 0 if not given
 */
public record JumpHost(String user, String host, int port) {
    /** The maximum number of jump hosts on the way to one machine. */
    public static final int MAX_HOSTS = 8;

    private static final int MAX_LENGTH = 1000;
    private static final int MAX_PORT_DIGITS = 5;
    private static final String URI = "ssh://";

    /**
     * Parses {@code [USER@]HOST[:PORT][,...]}; an IPv6 address is in brackets.
     *
     * @param text may be untrusted
     * @throws JmException if it is too long or has other characters than those of names and addresses
     */
    public static List<JumpHost> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new JmException("invalid jump hosts: more than " + MAX_LENGTH + " characters");
        }
        List<JumpHost> hosts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            hosts.add(parseOne(part));
        }
        if (hosts.size() > MAX_HOSTS) {
            throw tooMany();
        }
        return hosts;
    }

    static JmException tooMany() {
        return new JmException("too many jump hosts: at most " + MAX_HOSTS + " on the way to a machine");
    }

    private static JumpHost parseOne(String part) {
        // ssh_config takes a URI too
        String text = part.startsWith(URI) ? part.substring(URI.length()) : part;
        int at = text.lastIndexOf('@');
        String user = at < 0 ? "" : text.substring(0, at);
        String place = text.substring(at + 1);
        boolean bracketed = place.startsWith("[");
        // without brackets more than one colon is an IPv6 address, and none is a port
        boolean bare = !bracketed && place.indexOf(':') != place.lastIndexOf(':');
        String host = bare ? place : HostPort.host(place);
        String digits = bare ? "" : HostPort.port(place);
        boolean complete = bare
                || place.equals(bracketed ? "[" + host + "]" : host)
                || place.equals((bracketed ? "[" + host + "]" : host) + ":" + digits) && !digits.isEmpty();
        int port = port(digits);
        if (!complete || !isName(host, ".-_:%") || at >= 0 && !isName(user, ".-_+@") || port < 0) {
            throw new JmException("invalid jump host \"" + Printable.excerpt(text, 100)
                    + "\": write [USER@]HOST[:PORT], several of them separated by commas");
        }
        return new JumpHost(user, host, port);
    }

    /** Returns the port, 0 if there is none, and -1 if it is invalid. */
    private static int port(String digits) {
        if (digits.isEmpty()) {
            return 0;
        }
        boolean number = digits.length() <= MAX_PORT_DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = number ? Integer.parseInt(digits) : -1;
        return PortNumber.isPort(port) ? port : -1;
    }

    /** Returns whether the text is a name that no program takes for an option, and no shell for anything else. */
    private static boolean isName(String text, String others) {
        return !text.isEmpty()
                && text.charAt(0) != '-'
                && text.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c >= '0' && c <= '9'
                                || others.indexOf(c) >= 0);
    }

    /** Returns the hosts in the form that {@link #parse} and ssh_config read. */
    public static String text(List<JumpHost> hosts) {
        List<String> texts = new ArrayList<>();
        hosts.forEach(host -> texts.add(host.text()));
        return String.join(",", texts);
    }

    private String text() {
        return (user.isEmpty() ? "" : user + "@") + HostPort.bracketed(host) + (port == 0 ? "" : ":" + port);
    }
}
