/** Go's gob wire format: bytes and values, no meaning. */
@NullMarked
package io.jm.go.gob;

import org.jspecify.annotations.NullMarked;
