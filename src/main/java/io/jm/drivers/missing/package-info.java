/** Stands in for a driver that is not installed; answers from what is recorded. */
@NullMarked
package io.jm.drivers.missing;

import org.jspecify.annotations.NullMarked;
