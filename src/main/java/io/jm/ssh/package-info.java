/** Runs commands on machines over SSH. */
@NullMarked
package io.jm.ssh;

import org.jspecify.annotations.NullMarked;
