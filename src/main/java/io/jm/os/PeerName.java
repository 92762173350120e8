package io.jm.os;

import io.jm.text.Printable;
import io.jm.text.Wildcard;

/**
 * The name of a file as a peer gave it. Its text comes out only through {@link #checked}, which refuses every name that
 * would lead out of the folder it is joined to; so a name that nobody checked cannot become part of a path.
 */
public final class PeerName implements Comparable<PeerName> {
    private final String text;

    private PeerName(String text) {
        this.text = text;
    }

    /** Takes any text. */
    public static PeerName of(String text) {
        return new PeerName(text);
    }

    /**
     * The text, to be joined to a folder.
     *
     * @param windows whether the folder is on Windows, where more characters have a meaning
     * @throws UnsafeNameException if it is empty, {@code .} or {@code ..}, or holds a separator or NUL
     */
    public String checked(boolean windows) throws UnsafeNameException {
        if (text.isEmpty() || text.equals(".") || text.equals("..") || text.indexOf('/') >= 0 || text.indexOf(0) >= 0) {
            throw new UnsafeNameException(this);
        }
        if (windows && (text.indexOf('\\') >= 0 || text.indexOf(':') >= 0)) {
            throw new UnsafeNameException(this);
        }
        return text;
    }

    /** Whether it is hidden in listings. */
    public boolean isHidden() {
        return text.startsWith(".");
    }

    /** Whether a pattern of the user means it. */
    public boolean matches(Wildcard pattern) {
        return pattern.matches(text);
    }

    /** The number of its characters. */
    public int length() {
        return text.length();
    }

    @Override
    public int compareTo(PeerName other) {
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PeerName name && name.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text made harmless for a message, and for nothing else. */
    @Override
    public String toString() {
        return Printable.line(text);
    }
}
