/** A driver for hosts that exist and can be reached with SSH. */
@NullMarked
package io.jm.drivers.generic;

import org.jspecify.annotations.NullMarked;
