/**
 * jm as a library: Docker machines from Java. {@link io.jm.api.DockerMachines} is where to start.
 *
 * <p>This package is stable: what it has stays. All other packages are internal and change without notice.
 */
@NullMarked
package io.jm.api;

import org.jspecify.annotations.NullMarked;
