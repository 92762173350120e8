package io.jm.cli;

import io.jm.driver.CreateFlag;
import io.jm.driver.DriverOptions;
import java.util.List;
import java.util.Set;

/** A command whose options depend on a driver: they are read with those of the driver and handed over by name. */
public interface TakesDriverFlags {
    /** The flags of the driver; asking may start a plugin. */
    List<CreateFlag> driverFlags(String driverName);

    /** The driver if these words of the command line name none; empty if they need none. */
    String defaultDriver(List<String> words);

    /** The long names of the options that the command line itself gives, before {@link #accept}. */
    void given(Set<String> names);

    /** Every option's value by its long name, the command's own and the driver's. */
    void accept(DriverOptions options);
}
