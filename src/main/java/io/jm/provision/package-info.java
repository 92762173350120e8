/** Provisions a host: installs, configures and starts its Docker engine. */
@NullMarked
package io.jm.provision;

import org.jspecify.annotations.NullMarked;
