/** Turning a host into an engine host. */
@NullMarked
package io.jm.provision;

import org.jspecify.annotations.NullMarked;
