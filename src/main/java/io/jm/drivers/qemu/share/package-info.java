/** Directories of this computer that a virtual machine shares: what is possible, virtiofsd, and QEMU's arguments. */
@NullMarked
package io.jm.drivers.qemu.share;

import org.jspecify.annotations.NullMarked;
