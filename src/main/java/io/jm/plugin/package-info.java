/** Drivers in other processes, and jm as such a process. */
@NullMarked
package io.jm.plugin;

import org.jspecify.annotations.NullMarked;
