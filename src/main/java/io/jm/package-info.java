/** The entry point: the only package that uses the standard streams of the process and exits it. */
@NullMarked
package io.jm;

import org.jspecify.annotations.NullMarked;
