package io.jm.cli;

import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverNotFoundException;
import io.jm.plugin.DriverPrograms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The flags that a driver adds to a command line. A driver that docker-machine has inside may be missing here: then
 * mistakes of the command line come first, as they do there, and the command itself finds that it is missing.
 */
final class DriverFlags {
    private final List<String> words;
    private final String driver;
    private final boolean named;
    private final List<CreateFlag> flags;
    private final @Nullable DriverNotFoundException missing;

    DriverFlags(TakesDriverFlags taker, List<String> words) {
        this.words = words;
        this.driver = DriverChoice.in(words, taker.defaultDriver(words));
        this.named = !DriverChoice.in(words, "").isEmpty();
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

    /** A driver must not take a value that is meant for the command itself; docker-machine panics here. */
    void refuseRedefinitions(List<Flag> own) {
        for (CreateFlag flag : flags) {
            for (Flag taken : own) {
                if (taken.names().contains(flag.name())) {
                    throw new JmException("the driver \"" + driver + "\" redefines the option --" + flag.name());
                }
            }
        }
    }

    /** What to tell where the words cannot be read: a flag that nobody knows may be one of the missing driver. */
    JmException mistake(UsageException unread) {
        return missing != null && (!isCore() || hasFlagOfDriver()) ? missing : unread;
    }

    /** Help is given without the flags of a driver that is missing, unless it is about that driver. */
    void refuseHelpOfMissing() {
        if (missing != null && named) {
            throw missing;
        }
    }

    private boolean isCore() {
        return DriverPrograms.coreDrivers().contains(driver);
    }

    /** The flags of docker-machine's own drivers begin with the driver's name. */
    private boolean hasFlagOfDriver() {
        for (String word : words) {
            if (word.startsWith("-" + driver + "-") || word.startsWith("--" + driver + "-")) {
                return true;
            }
        }
        return false;
    }
}
