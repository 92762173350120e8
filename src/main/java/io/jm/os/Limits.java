package io.jm.os;

/** The maximum size of untrusted input in bytes, each with its reason; docs/security.md has the same table. */
public final class Limits {
    /** A config.json; the largest known one has about 100 KB. */
    public static final int DOCUMENT = 64 << 20;

    /** A certificate, a key, a known_hosts or another small file of the store or the user. */
    public static final int SMALL_FILE = 16 << 20;

    /** An SSH key: RSA with 16384 bits has 13 KB, and sshj's parsing time is quadratic. */
    public static final int SSH_KEY = 128 << 10;

    /** The output of one command on a machine: that of an install script has about 100 KB. */
    public static final int HOST_OUTPUT = 16 << 20;

    /** The line in which a plugin reports its address. */
    public static final int PLUGIN_ADDRESS = 1024;

    /** A line of a plugin's output; longer lines are split. */
    public static final int PLUGIN_LINE = 256 << 10;

    /** The output of one plugin during one command; the rest is not shown. */
    public static final int PLUGIN_OUTPUT = 16 << 20;

    /** A line of a command that exec runs for several machines; longer lines are split. */
    public static final int LABELLED_LINE = 64 << 10;

    /** One RPC answer of a plugin; the flags of the largest driver have 10 KB. */
    public static final int PLUGIN_ANSWER = 2 << 20;

    /** The gob types that a plugin defines on one connection; real ones have 2 KB. */
    public static final int PLUGIN_TYPES = 256 << 10;

    /** A driver's configuration of a machine: some KB. */
    public static final int DRIVER_CONFIG = 1 << 20;

    /** Status line and headers of an engine's response, including interim ones: engines send less than 1 KB. */
    public static final int HTTP_HEAD = 64 << 10;

    /** The body of an engine's response: the version document has 2 KB. */
    public static final int HTTP_BODY = 1 << 20;

    /** What an engine reports about its swarm: the list of its nodes has 3 KB for each. */
    public static final int SWARM = 16 << 20;

    /** The list of an engine's containers, of which only the ports are kept: a container has 1 to 2 KB. */
    public static final int CONTAINER_LIST = 16 << 20;

    /** An event of an engine: it contains the labels of its container, so real ones have some KB. */
    public static final int ENGINE_EVENT = 1 << 20;

    /** The error output of a host, or the output before the expected one: a login banner has some hundred bytes. */
    public static final int HOST_ERRORS = 256 << 10;

    /** A line of QEMU's monitor: most have less than 1 KB. */
    public static final int QMP_LINE = 1 << 20;

    /** The file names that one copy keeps in memory at a time: about 900 000 with their attributes. */
    public static final int LISTING = 128 << 20;

    /** The file of apply: 1000 machines with 20 options each have less than 1 MB. */
    public static final int FLEET_FILE = 1 << 20;

    /** The user data for cloud-init, also decompressed: in base64 it still fits into a seed image of 1.44 MB. */
    public static final int USER_DATA = 1 << 20;

    /** A script of the user that provisioning runs. */
    public static final int PROVISION_SCRIPT = 256 << 10;

    /** A downloaded disk image: the largest cloud image that jm knows has 700 MB. */
    public static final long IMAGE = 16L << 30;

    /** A file with the checksums of disk images: the largest known one has 20 KB. */
    public static final int CHECKSUMS = 1 << 20;

    /** All files of an export together. */
    public static final int EXPORT = 16 << 20;

    /** A file of a machine that is exported. */
    public static final int EXPORTED_FILE = 1 << 20;

    /** A file with a passphrase. */
    public static final int PASSPHRASE_FILE = 64 << 10;

    /** The response of a provider's API: a page of a thousand instances of EC2 has 5 MB. */
    public static final int CLOUD_REPLY = 16 << 20;

    /** The credentials that a program prints: the limit of AWS's SDK for Java. */
    public static final int CREDENTIALS = 64 << 10;

    private Limits() {}
}
