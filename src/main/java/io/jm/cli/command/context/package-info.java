/** The commands of the group {@code context}. */
@NullMarked
package io.jm.cli.command.context;

import org.jspecify.annotations.NullMarked;
