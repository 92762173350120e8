package io.jm.os;

/** The most that is taken from outside, in bytes, each with its reason; docs/security.md has the same table. */
public final class Limits {
    /** A config.json; the largest ever seen has some 100 KB. */
    public static final int DOCUMENT = 64 << 20;

    /** A certificate, a key, a known_hosts or another small text of the store or the user. */
    public static final int SMALL_FILE = 16 << 20;

    /** A key for SSH: one of RSA with 16384 bits has 13 KB, and sshj's time grows with the square. */
    public static final int SSH_KEY = 128 << 10;

    /** What one command prints on a machine while jm listens: an install script's whole output has some 100 KB. */
    public static final int HOST_OUTPUT = 16 << 20;

    /** The line in which a plugin tells its address. */
    public static final int PLUGIN_ADDRESS = 1024;

    /** A line that a plugin prints; what is longer comes in pieces. */
    public static final int PLUGIN_LINE = 256 << 10;

    /** All that one plugin prints during one command; what comes after it is not shown. */
    public static final int PLUGIN_OUTPUT = 16 << 20;

    /** One answer of a plugin; the options of the largest driver have 10 KB. */
    public static final int PLUGIN_ANSWER = 2 << 20;

    /** The types that a plugin defines on one connection; real ones have 2 KB. */
    public static final int PLUGIN_TYPES = 256 << 10;

    /** What a driver remembers of a machine: some KB. */
    public static final int DRIVER_CONFIG = 1 << 20;

    /** Status line and headers of an engine's answer, interim ones included: engines send less than 1 KB. */
    public static final int HTTP_HEAD = 64 << 10;

    /** The body of an engine's answer: a version is told in 2 KB. */
    public static final int HTTP_BODY = 1 << 20;

    /** What a host prints as errors, or before it comes to the point: a login's greeting has some hundred bytes. */
    public static final int HOST_ERRORS = 256 << 10;

    /** The names in a machine's folders that one copy holds at a time: more than a million. */
    public static final int LISTING = 128 << 20;

    private Limits() {}
}
