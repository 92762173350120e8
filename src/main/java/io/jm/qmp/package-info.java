/** A client for QMP, the protocol in which a running QEMU is asked and told things. */
@NullMarked
package io.jm.qmp;

import org.jspecify.annotations.NullMarked;
