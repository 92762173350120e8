/** The commands of the group {@code image}. */
@NullMarked
package io.jm.cli.command.image;

import org.jspecify.annotations.NullMarked;
