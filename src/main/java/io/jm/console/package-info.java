/** Output, log messages, errors, progress and prompts. */
@NullMarked
package io.jm.console;

import org.jspecify.annotations.NullMarked;
