package io.jm.cli.command;

import io.jm.base.UsageException;
import io.jm.driver.MachineSize;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name the size of a machine. The driver checks what the computer and the image allow. */
final class SizeOptions {
    private static final int MB_PER_GB = 1024;
    /** An engine does not start in less. */
    private static final int MIN_MEMORY_MB = 256;
    /** No system with an engine fits into less. */
    private static final int MIN_DISK_MB = 1000;
    /** 16 TB, more than the largest computers that can be rented have. */
    private static final int MAX_MEMORY_MB = 16 << 20;
    /** 1024 TB. */
    private static final int MAX_DISK_MB = 1 << 30;

    private static final int MAX_CPUS = 4096;

    @Option(names = "--memory", description = "Memory in MB")
    private @Nullable Long memory;

    @Option(names = "--cpu-count", description = "Number of CPUs")
    private @Nullable Long cpus;

    @Option(names = "--disk-size", description = "Size of the disk in MB")
    private @Nullable Long disk;

    /**
     * Returns the size that is given; unchanged if none is.
     *
     * @throws UsageException if it is an impossible one
     */
    MachineSize size() {
        return new MachineSize(
                number("--memory", "in MB, ", memory, MIN_MEMORY_MB, MAX_MEMORY_MB),
                number("--cpu-count", "", cpus, 1, MAX_CPUS),
                number("--disk-size", "in MB, ", disk, MIN_DISK_MB, MAX_DISK_MB));
    }

    private static int number(String option, String unit, @Nullable Long given, int least, int most) {
        if (given == null) {
            return 0;
        }
        if (given < least || given > most) {
            // a size in GB is probably meant
            String meant = given > 0 && given < least ? ": did you mean " + given * MB_PER_GB + "?" : "";
            throw new UsageException(
                    "Error: " + option + " is " + unit + "from " + least + " to " + most + ", not " + given + meant);
        }
        return given.intValue();
    }

    /** Returns a size in words, such as {@code 4096 MB memory, 4 CPUs}. */
    static String text(MachineSize size) {
        StringBuilder text = new StringBuilder();
        append(text, size.memoryMb(), " MB memory");
        append(text, size.cpus(), size.cpus() == 1 ? " CPU" : " CPUs");
        append(text, size.diskMb(), " MB disk");
        return text.toString();
    }

    private static void append(StringBuilder text, int number, String what) {
        if (number != 0) {
            text.append(text.isEmpty() ? "" : ", ").append(number).append(what);
        }
    }
}
