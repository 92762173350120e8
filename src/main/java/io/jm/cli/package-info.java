/** The command line: dispatch, option syntax, help, errors to exit codes. */
@NullMarked
package io.jm.cli;

import org.jspecify.annotations.NullMarked;
