/** The engine's configuration on a host: options, daemon.json, units, certificates. */
@NullMarked
package io.jm.provision.engine;

import org.jspecify.annotations.NullMarked;
