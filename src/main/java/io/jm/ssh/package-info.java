/** Running commands and copying files on a machine over SSH. */
@NullMarked
package io.jm.ssh;

import org.jspecify.annotations.NullMarked;
