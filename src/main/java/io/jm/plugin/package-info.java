/** Drivers from outside: in other processes and in jars; and jm as such a process. */
@NullMarked
package io.jm.plugin;

import org.jspecify.annotations.NullMarked;
