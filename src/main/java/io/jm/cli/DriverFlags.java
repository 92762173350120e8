package io.jm.cli;

import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverNotFoundException;
import io.jm.plugin.DriverPrograms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the flags that a driver adds to a command. A built-in driver of docker-machine may not be installed here: then
 * errors in the arguments are reported first, as docker-machine does, and the missing driver only by the command.
 */
final class DriverFlags {
    private final List<String> arguments;
    private final String driver;
    private final boolean named;
    private final List<CreateFlag> flags;
    private final @Nullable DriverNotFoundException missing;

    DriverFlags(TakesDriverFlags taker, List<String> arguments) {
        this.arguments = arguments;
        String given = DriverChoice.in(arguments);
        this.driver = given == null ? taker.defaultDriver(arguments) : given;
        this.named = given != null && !given.isEmpty();
        List<CreateFlag> found = List.of();
        DriverNotFoundException notFound = null;
        try {
            found = driver.isEmpty() ? List.of() : taker.driverFlags(driver);
        } catch (DriverNotFoundException e) {
            if (named && !isCore()) {
                throw e;
            }
            notFound = e;
        }
        this.flags = found;
        this.missing = notFound;
    }

    List<CreateFlag> all() {
        return flags;
    }

    /** Returns the option that names the driver, with a blank before it; empty if it is not named or not known. */
    String option() {
        return named && missing == null ? " --driver " + driver : "";
    }

    /**
     * Checks that the driver does not redefine a flag of the command, whose value it would take.
     *
     * @throws JmException if it does; docker-machine panics here
     */
    void refuseRedefinitions(List<Flag> own) {
        for (CreateFlag flag : flags) {
            for (Flag taken : own) {
                if (taken.names().contains(flag.name())) {
                    throw new JmException("the driver \"" + driver + "\" redefines the option --" + flag.name());
                }
            }
        }
    }

    /** Returns the error to report for wrong arguments: an unknown flag may be one of the missing driver. */
    JmException error(UsageException usage) {
        return missing != null && (!isCore() || hasFlagOfDriver()) ? missing : usage;
    }

    /** Throws if help is requested for a driver that is missing; other help leaves its flags out. */
    void refuseHelpOfMissing() {
        if (missing != null && named) {
            throw missing;
        }
    }

    private boolean isCore() {
        return DriverPrograms.coreDrivers().contains(driver);
    }

    /** Returns whether an argument starts with the driver's name, as the flags of docker-machine's own drivers do. */
    private boolean hasFlagOfDriver() {
        for (String argument : arguments) {
            if (argument.startsWith("-" + driver + "-") || argument.startsWith("--" + driver + "-")) {
                return true;
            }
        }
        return false;
    }
}
