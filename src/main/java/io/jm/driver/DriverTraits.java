package io.jm.driver;

/**
 * What a driver is able to do, so that no one compares driver names.
 *
 * @param provisioned whether a new machine is a host to install an engine on (false: it is only recorded)
 * @param hasSsh whether the driver itself knows how to reach the machine over SSH
 * @param engineChecked whether {@code env} and {@code config} contact the engine first even when called as jm
 */
public record DriverTraits(boolean provisioned, boolean hasSsh, boolean engineChecked) {
    /** A host that is made, reached over SSH and provisioned. */
    public static final DriverTraits HOST = new DriverTraits(true, true, true);

    /** A bare record of an engine's address. */
    public static final DriverTraits RECORD = new DriverTraits(false, false, false);
}
