/** A driver for local virtual machines in QEMU processes that outlive jm. */
@NullMarked
package io.jm.drivers.qemu;

import org.jspecify.annotations.NullMarked;
