/** The commands of the group {@code driver}. */
@NullMarked
package io.jm.cli.command.driver;

import org.jspecify.annotations.NullMarked;
