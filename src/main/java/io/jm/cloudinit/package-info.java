/** The seed of cloud-init: the disk image from which a virtual machine's first boot is configured. */
@NullMarked
package io.jm.cloudinit;

import org.jspecify.annotations.NullMarked;
