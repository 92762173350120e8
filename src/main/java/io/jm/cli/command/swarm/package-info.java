/** The commands of the group {@code swarm}. */
@NullMarked
package io.jm.cli.command.swarm;

import org.jspecify.annotations.NullMarked;
