/** A driver for instances of Amazon EC2. */
@NullMarked
package io.jm.drivers.amazonec2;

import org.jspecify.annotations.NullMarked;
