package io.jm.cli;

import io.jm.driver.CreateFlag;
import io.jm.driver.DriverOptions;
import java.util.List;
import java.util.Set;

/** A command whose options depend on a driver: they are parsed with those of the driver and passed by name. */
public interface TakesDriverFlags {
    /** Returns the flags of the driver; this may start a plugin. */
    List<CreateFlag> driverFlags(String driverName);

    /** Returns the driver to use if the arguments specify none; empty if they need none. */
    String defaultDriver(List<String> arguments);

    /** Receives the long names of the options that are given as arguments; called before {@link #accept}. */
    void given(Set<String> names);

    /** Receives the value of every option by its long name: the command's own and the driver's. */
    void accept(DriverOptions options);
}
