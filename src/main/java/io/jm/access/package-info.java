/** SSH sessions and file copies with machines. */
@NullMarked
package io.jm.access;

import org.jspecify.annotations.NullMarked;
