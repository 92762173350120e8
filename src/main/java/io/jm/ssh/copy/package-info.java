/** Copies files between this computer and machines, over SFTP or the machine's shell. */
@NullMarked
package io.jm.ssh.copy;

import org.jspecify.annotations.NullMarked;
