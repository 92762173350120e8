/** Go's gob wire format: bytes and values, no meaning. */
@NullMarked
package io.jm.plugin.gob;

import org.jspecify.annotations.NullMarked;
