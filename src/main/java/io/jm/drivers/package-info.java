/** All drivers, built in and not, and how the driver of a machine is opened. */
@NullMarked
package io.jm.drivers;

import org.jspecify.annotations.NullMarked;
