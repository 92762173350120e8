/** Chooses between jm's own SSH client and the system's, and runs either. */
@NullMarked
package io.jm.ssh.client;

import org.jspecify.annotations.NullMarked;
