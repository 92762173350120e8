/** Stores machines on disk. */
@NullMarked
package io.jm.store;

import org.jspecify.annotations.NullMarked;
