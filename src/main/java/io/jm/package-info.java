/** The door: the only place that knows the real streams and ends the process. */
@NullMarked
package io.jm;

import org.jspecify.annotations.NullMarked;
