/** A client for Docker engines: version and TLS check; published ports, events, time. */
@NullMarked
package io.jm.engine;

import org.jspecify.annotations.NullMarked;
