/** One class for each command. */
@NullMarked
package io.jm.cli.command;

import org.jspecify.annotations.NullMarked;
