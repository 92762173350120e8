/** A driver that records the URL of an engine and controls nothing. */
@NullMarked
package io.jm.drivers.none;

import org.jspecify.annotations.NullMarked;
