package io.jm.os;

/** The most that is taken from outside, in bytes, each with its reason; docs/security.md has the same table. */
public final class Limits {
    /** A config.json; the largest ever seen has some 100 KB. */
    public static final int DOCUMENT = 64 << 20;

    /** A certificate, a key, a known_hosts or another small text of the store or the user. */
    public static final int SMALL_FILE = 16 << 20;

    /** What one command prints on a machine while jm listens: an install script's whole output has some 100 KB. */
    public static final int HOST_OUTPUT = 16 << 20;

    private Limits() {}
}
