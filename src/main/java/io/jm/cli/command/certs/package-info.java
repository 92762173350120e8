/** The commands of the group {@code certs}. */
@NullMarked
package io.jm.cli.command.certs;

import org.jspecify.annotations.NullMarked;
