package io.jm.os;

import io.jm.text.Printable;
import io.jm.text.Wildcard;

/**
 * An untrusted file name from a peer. Its text is accessible only through {@link #checked}, which rejects every name
 * that would leave the directory it is resolved in; so an unchecked name cannot become part of a path.
 */
public final class PeerName implements Comparable<PeerName> {
    private final String text;

    private PeerName(String text) {
        this.text = text;
    }

    /** Wraps any text. */
    public static PeerName of(String text) {
        return new PeerName(text);
    }

    /**
     * Returns the text, to be resolved in a directory.
     *
     * @param windows whether the directory is on Windows, where more characters are special
     * @throws UnsafeNameException if it is empty, {@code .} or {@code ..}, or contains a separator or NUL
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

    /** Returns whether the name starts with a dot. */
    public boolean isHidden() {
        return text.startsWith(".");
    }

    /** Returns whether the user's pattern matches the name. */
    public boolean matches(Wildcard pattern) {
        return pattern.matches(text);
    }

    /** Returns the number of characters. */
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

    /** Returns the escaped text, for messages only. */
    @Override
    public String toString() {
        return Printable.line(text);
    }
}
