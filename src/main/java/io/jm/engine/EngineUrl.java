package io.jm.engine;

import io.jm.base.JmException;
import io.jm.go.text.GoQuote;
import io.jm.go.text.GoUrl;
import io.jm.text.PortNumber;

/**
 * The URL of an engine. All knowledge about its scheme is here: whether TLS is used, whether jm can connect, the value
 * for {@code DOCKER_HOST}, and the host for SSH.
 *
 * @param text the URL as recorded
 * @param parts the parsed URL
 */
public record EngineUrl(String text, GoUrl parts) {
    private static final String SCHEME_SEPARATOR = "://";

    /**
     * Parses a URL.
     *
     * @throws JmException with Go's error message
     */
    public static EngineUrl of(String text) {
        return new EngineUrl(text, GoUrl.parse(text));
    }

    /**
     * Rejects what no client can use: an invalid port, and a password for SSH, which docker rejects too.
     *
     * @throws JmException with the reason
     */
    public void check() {
        try {
            PortNumber.parse(parts.port());
        } catch (JmException e) {
            throw e.within("parse " + GoQuote.quote(text));
        }
        if (isSsh() && parts.userInfo().indexOf(':') >= 0) {
            throw new JmException("an ssh:// address must not contain a password; log in with a key");
        }
    }

    /** Returns whether a client uses TLS with the engine, unless the user specified otherwise. */
    public boolean usesTls() {
        return switch (parts.scheme()) {
            case "http", "unix", "npipe", "fd", "ssh" -> false;
            default -> true;
        };
    }

    /** Returns whether jm itself can connect to the engine; other schemes work only with a docker client. */
    public boolean isReachable() {
        return switch (parts.scheme()) {
            case "", "tcp", "http", "https", "unix" -> true;
            default -> false;
        };
    }

    /** Returns whether the URL is the path of a local unix socket. */
    boolean isSocket() {
        return parts.scheme().equals("unix");
    }

    /** Returns the path of the socket, exactly as a docker client parses it. */
    String socketPath() {
        return text.substring(Math.min(text.length(), text.indexOf(':') + SCHEME_SEPARATOR.length()));
    }

    /** Returns the URL of the same engine without TLS. */
    public EngineUrl withoutTls() {
        return switch (parts.scheme()) {
            case "tcp", "https" -> of("http" + text.substring(text.indexOf(':')));
            default -> this;
        };
    }

    /**
     * Returns the value for {@code DOCKER_HOST}. A docker client accepts tcp, unix, npipe, fd and ssh, in lower case;
     * http and https become tcp, and TLS is set by another variable.
     */
    public String dockerHost() {
        return switch (parts.scheme()) {
            case "http" -> tcp("80");
            case "https" -> tcp("443");
            case "tcp", "unix", "npipe", "fd", "ssh" -> parts.scheme() + text.substring(text.indexOf(':'));
            default -> text;
        };
    }

    private String tcp(String defaultPort) {
        String rest = text.substring(text.indexOf(':') + SCHEME_SEPARATOR.length());
        int authorityEnd = end(rest, '/', end(rest, '?', end(rest, '#', rest.length())));
        String port = parts.port().isEmpty() ? ":" + defaultPort : "";
        String path = rest.substring(authorityEnd, end(rest, '?', end(rest, '#', rest.length())));
        String authority = rest.substring(rest.lastIndexOf('@', authorityEnd) + 1, authorityEnd);
        return "tcp" + SCHEME_SEPARATOR + authority + port + (path.equals("/") ? "" : path);
    }

    private static int end(String text, char delimiter, int fallback) {
        int at = text.indexOf(delimiter);
        return at < 0 ? fallback : Math.min(at, fallback);
    }

    /** Returns the host for an SSH login, or empty. */
    public String host() {
        return switch (parts.scheme()) {
            case "unix", "npipe", "fd" -> "";
            default -> parts.hostname();
        };
    }

    private boolean isSsh() {
        return parts.scheme().equals("ssh");
    }

    /** Returns the SSH user, or empty if the URL has none. */
    public String sshUser() {
        return isSsh() ? parts.userName() : "";
    }

    /** Returns the SSH port, or 0 if the URL has none. */
    public int sshPort() {
        return isSsh() ? PortNumber.parse(parts.port()) : 0;
    }
}
