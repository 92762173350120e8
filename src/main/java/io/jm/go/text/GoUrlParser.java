package io.jm.go.text;

import io.jm.base.JmException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Parses by the rules of Go's {@code net/url.Parse}, as of Go 1.19. */
final class GoUrlParser {
    /** The characters permitted in a host besides letters and digits. */
    private static final String HOST_CHARACTERS = "!$&'()*+,;=:[]<>\"-_.~";

    /** The characters permitted before the {@code @} besides letters and digits. */
    private static final String USER_CHARACTERS = "-._:~!$&'()*+,;=%@";

    GoUrl parse(String url) {
        int hash = url.indexOf('#');
        String front = hash < 0 ? url : url.substring(0, hash);
        String fragment = hash < 0 ? "" : url.substring(hash + 1);
        GoUrl parsed;
        try {
            parsed = front(front, fragment);
        } catch (Malformed e) {
            throw failure(front, e);
        }
        try {
            decode(fragment);
        } catch (Malformed e) {
            throw failure(url, e);
        }
        return parsed;
    }

    private static JmException failure(String url, Malformed e) {
        return new JmException("parse " + GoQuote.quote(url) + ": " + e.getMessage(), e);
    }

    private static GoUrl front(String url, String fragment) throws Malformed {
        for (int i = 0; i < url.length(); i++) {
            if (url.charAt(i) < ' ' || url.charAt(i) == 0x7f) {
                throw new Malformed("net/url: invalid control character in URL");
            }
        }
        if (url.equals("*")) {
            return new GoUrl("", "", "", "", "*", "", fragment);
        }
        String scheme = scheme(url);
        String rest = scheme.isEmpty() ? url : url.substring(scheme.length() + 1);
        int questionMark = rest.indexOf('?');
        String query = questionMark < 0 ? "" : rest.substring(questionMark + 1);
        rest = questionMark < 0 ? rest : rest.substring(0, questionMark);
        if (!rest.startsWith("/")) {
            if (!scheme.isEmpty()) {
                return new GoUrl(GoUrl.lower(scheme), rest, "", "", "", query, fragment);
            }
            int slash = rest.indexOf('/');
            if ((slash < 0 ? rest : rest.substring(0, slash)).indexOf(':') >= 0) {
                throw new Malformed("first path segment in URL cannot contain colon");
            }
        }
        String user = "";
        String host = "";
        if (rest.startsWith("//") && (!scheme.isEmpty() || !rest.startsWith("///"))) {
            int slash = rest.indexOf('/', 2);
            String authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
            rest = slash < 0 ? "" : rest.substring(slash);
            int at = authority.lastIndexOf('@');
            host = host(authority.substring(at + 1));
            user = at < 0 ? "" : user(authority.substring(0, at));
        }
        return new GoUrl(GoUrl.lower(scheme), "", user, host, decode(rest), query, fragment);
    }

    private static String scheme(String url) throws Malformed {
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c == ':') {
                if (i == 0) {
                    throw new Malformed("missing protocol scheme");
                }
                return url.substring(0, i);
            }
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && (i == 0 || "0123456789+-.".indexOf(c) < 0)) {
                return "";
            }
        }
        return "";
    }

    private static String user(String user) throws Malformed {
        for (int i = 0; i < user.length(); i++) {
            if (!isLetterOrDigit(user.charAt(i)) && USER_CHARACTERS.indexOf(user.charAt(i)) < 0) {
                throw new Malformed("net/url: invalid userinfo");
            }
        }
        decode(user);
        return user;
    }

    private static String host(String host) throws Malformed {
        if (host.startsWith("[")) {
            int end = host.lastIndexOf(']');
            if (end < 0) {
                throw new Malformed("missing ']' in host");
            }
            checkPort(host.substring(end + 1));
            int zone = host.substring(0, end).indexOf("%25");
            if (zone >= 0) {
                return decodeHost(host.substring(0, zone), false)
                        + decodeHost(host.substring(zone, end), true)
                        + decodeHost(host.substring(end), false);
            }
        } else if (host.indexOf(':') >= 0) {
            checkPort(host.substring(host.lastIndexOf(':')));
        }
        return decodeHost(host, false);
    }

    private static void checkPort(String port) throws Malformed {
        for (int i = 0; i < port.length(); i++) {
            char c = port.charAt(i);
            if (i == 0 ? c != ':' : c < '0' || c > '9') {
                throw new Malformed("invalid port " + GoQuote.quote(port) + " after host");
            }
        }
    }

    private static String decodeHost(String host, boolean zone) throws Malformed {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == '%') {
                int value = escape(host, i);
                String text = host.substring(i, i + 3);
                // An escaped ASCII character could smuggle a delimiter into the host; only zones may contain some.
                boolean invalid = zone ? value != ' ' && isInvalidInHost((char) value) : value < 0x80;
                if (invalid && !text.equals("%25")) {
                    throw new Malformed("invalid URL escape " + GoQuote.quote(text));
                }
                i += 2;
            } else if (c < 0x80 && isInvalidInHost(c)) {
                throw new Malformed("invalid character " + GoQuote.quote(String.valueOf(c)) + " in host name");
            }
        }
        return decode(host);
    }

    private static boolean isInvalidInHost(char c) {
        return !isLetterOrDigit(c) && HOST_CHARACTERS.indexOf(c) < 0;
    }

    /** Decodes a part of a parsed URL. */
    static String decoded(String text) {
        try {
            return decode(text);
        } catch (Malformed e) {
            throw failure(text, e);
        }
    }

    private static String decode(String text) throws Malformed {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int plain = 0;
        for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', plain)) {
            bytes.writeBytes(text.substring(plain, i).getBytes(StandardCharsets.UTF_8));
            bytes.write(escape(text, i));
            plain = i + 3;
        }
        bytes.writeBytes(text.substring(plain).getBytes(StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int escape(String text, int at) throws Malformed {
        int high = at + 2 < text.length() ? hex(text.charAt(at + 1)) : -1;
        int low = high < 0 ? -1 : hex(text.charAt(at + 2));
        if (low < 0) {
            String rest = text.substring(at, Math.min(at + 3, text.length()));
            throw new Malformed("invalid URL escape " + GoQuote.quote(rest));
        }
        return high << 4 | low;
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /** The reason why the text is not a URL. */
    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }
}
