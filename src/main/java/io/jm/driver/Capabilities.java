package io.jm.driver;

/**
 * What a driver can do, so that nothing outside of it compares driver names.
 *
 * @param provisioned whether {@code create} installs an engine on the new machine; if not, the machine is only recorded
 * @param ssh whether the driver knows how to log in to the machine
 * @param engineChecked whether {@code env} and {@code config} contact the engine first even when called as jm
 * @param existingHost whether the host exists before {@code create}, which therefore makes no instance
 * @param resizable whether {@link Driver#resize} changes the memory, the CPUs and the disk of a machine
 */
public record Capabilities(
        boolean provisioned, boolean ssh, boolean engineChecked, boolean existingHost, boolean resizable) {
    /** An instance that the driver makes and controls, reached over SSH and provisioned. */
    public static final Capabilities INSTANCE = new Capabilities(true, true, true, false);

    /** A host that exists, reached over SSH and provisioned. */
    public static final Capabilities EXISTING_HOST = new Capabilities(true, true, true, true);

    /** The recorded address of an engine, and nothing else. */
    public static final Capabilities RECORD = new Capabilities(false, false, false, false);

    /** A driver that cannot change the size of a machine. */
    public Capabilities(boolean provisioned, boolean ssh, boolean engineChecked, boolean existingHost) {
        this(provisioned, ssh, engineChecked, existingHost, false);
    }
}
