/** Encodes and decodes Go's gob wire format, independent of what the values mean. */
@NullMarked
package io.jm.go.gob;

import org.jspecify.annotations.NullMarked;
