package io.jm.engine;

import io.jm.base.JmException;
import io.jm.go.text.GoQuote;
import io.jm.go.text.GoUrl;
import io.jm.text.PortNumber;

/**
 * An engine's address, and what its scheme means for whoever asks the engine, points a docker client at it, or logs in
 * to its host: the one place that knows.
 *
 * @param text the address as it is recorded
 * @param parts the same, taken apart
 */
public record EngineUrl(String text, GoUrl parts) {
    private static final String MARK = "://";

    /**
     * Takes an address apart.
     *
     * @throws JmException in Go's words
     */
    public static EngineUrl of(String text) {
        return new EngineUrl(text, GoUrl.parse(text));
    }

    /**
     * Refuses what no client can use: a port that cannot be, and a password for SSH, which docker refuses, too.
     *
     * @throws JmException that says what is wrong
     */
    public void check() {
        try {
            PortNumber.parse(parts.port());
        } catch (JmException e) {
            throw e.within("parse " + GoQuote.quote(text));
        }
        if (isSsh() && parts.userInfo().indexOf(':') >= 0) {
            throw new JmException("an ssh:// address must not hold a password; log in with a key");
        }
    }

    /** Whether a client talks to the engine with TLS, unless the user said otherwise. */
    public boolean speaksTls() {
        return switch (parts.scheme()) {
            case "http", "unix", "npipe", "fd", "ssh" -> false;
            default -> true;
        };
    }

    /** Whether jm itself can talk to the engine; behind the others only a docker client can. */
    public boolean isReachable() {
        return switch (parts.scheme()) {
            case "", "tcp", "http", "https", "unix" -> true;
            default -> false;
        };
    }

    /** Whether it is the path of a socket on this computer. */
    boolean isSocket() {
        return parts.scheme().equals("unix");
    }

    /** The path of the socket, exactly as a docker client reads it. */
    String socketPath() {
        return text.substring(Math.min(text.length(), text.indexOf(':') + MARK.length()));
    }

    /** The address of the same engine without TLS. */
    public EngineUrl withoutTls() {
        return switch (parts.scheme()) {
            case "tcp", "https" -> of("http" + text.substring(text.indexOf(':')));
            default -> this;
        };
    }

    /**
     * The address for {@code DOCKER_HOST}. A docker client knows tcp, unix, npipe, fd and ssh, in small letters; http
     * and https are tcp to it, and whether it speaks TLS is said beside the address.
     */
    public String dockerHost() {
        return switch (parts.scheme()) {
            case "http" -> tcp("80");
            case "https" -> tcp("443");
            case "tcp", "unix", "npipe", "fd", "ssh" -> parts.scheme() + text.substring(text.indexOf(':'));
            default -> text;
        };
    }

    private String tcp(String usualPort) {
        String rest = text.substring(text.indexOf(':') + MARK.length());
        int authorityEnd = end(rest, '/', end(rest, '?', end(rest, '#', rest.length())));
        String port = parts.port().isEmpty() ? ":" + usualPort : "";
        String path = rest.substring(authorityEnd, end(rest, '?', end(rest, '#', rest.length())));
        String authority = rest.substring(rest.lastIndexOf('@', authorityEnd) + 1, authorityEnd);
        return "tcp" + MARK + authority + port + (path.equals("/") ? "" : path);
    }

    private static int end(String text, char mark, int usual) {
        int at = text.indexOf(mark);
        return at < 0 ? usual : Math.min(at, usual);
    }

    /** The host that one can log in to, or empty. */
    public String host() {
        return switch (parts.scheme()) {
            case "unix", "npipe", "fd" -> "";
            default -> parts.hostname();
        };
    }

    private boolean isSsh() {
        return parts.scheme().equals("ssh");
    }

    /** The user to log in as, if the address says so; else empty. */
    public String sshUser() {
        return isSsh() ? parts.userName() : "";
    }

    /** The port to log in at, if the address says so; else 0. */
    public int sshPort() {
        return isSsh() ? PortNumber.parse(parts.port()) : 0;
    }
}
