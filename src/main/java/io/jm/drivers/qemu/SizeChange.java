package io.jm.drivers.qemu;

import io.jm.base.JmException;
import io.jm.driver.MachineSize;

/** Checks whether a machine can have another size. */
final class SizeChange {
    private final QemuConfig config;

    SizeChange(QemuConfig config) {
        this.config = config;
    }

    /**
     * Checks all values before one is changed.
     *
     * @throws JmException with what is possible
     */
    void check(MachineSize size) {
        if (size.memoryMb() != 0) {
            QemuOptions.require("the memory", size.memoryMb(), QemuOptions.LEAST_MEMORY_MB, QemuOptions.MOST_MB, "MB");
        }
        if (size.cpus() != 0) {
            int here = Runtime.getRuntime().availableProcessors();
            QemuOptions.require("the number of CPUs", size.cpus(), 1, here, "on this computer");
        }
        if (size.diskMb() != 0 && size.diskMb() < config.diskSize()) {
            throw new JmException("the disk has " + config.diskSize() + " MB and can only grow, not shrink to "
                    + size.diskMb() + " MB");
        }
    }
}
