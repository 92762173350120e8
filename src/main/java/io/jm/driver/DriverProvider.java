package io.jm.driver;

/**
 * Makes one driver that is not part of jm. A jar names its provider in
 * {@code META-INF/services/io.jm.driver.DriverProvider}; the user names the jar in {@code MACHINE_DRIVER_PATH}.
 */
public interface DriverProvider {
    /** What the user calls the driver, as in {@code create --driver NAME}. */
    String name();

    /** A driver for one machine. */
    Driver open(DriverContext context);
}
