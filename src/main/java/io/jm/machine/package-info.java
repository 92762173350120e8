/** The data of a machine, and the paths of its files. */
@NullMarked
package io.jm.machine;

import org.jspecify.annotations.NullMarked;
