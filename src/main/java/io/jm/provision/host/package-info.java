/** A host that is set up: its facts, files, services. */
@NullMarked
package io.jm.provision.host;

import org.jspecify.annotations.NullMarked;
