/** A client for QMP, the protocol that controls a running QEMU. */
@NullMarked
package io.jm.qmp;

import org.jspecify.annotations.NullMarked;
