package io.jm.drivers.qemu;

import io.jm.base.JmException;

/** QEMU ended, since the processor does not let it set a register that the CPU model has. */
final class RefusedCpuException extends JmException {
    private static final long serialVersionUID = 1L;

    RefusedCpuException() {
        super("QEMU failed to set MSR, a register of the processor: name another CPU model with --"
                + QemuFlags.CPU_TYPE);
    }
}
