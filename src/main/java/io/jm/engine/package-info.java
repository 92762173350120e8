/** A client for Docker engines: version and TLS check. */
@NullMarked
package io.jm.engine;

import org.jspecify.annotations.NullMarked;
