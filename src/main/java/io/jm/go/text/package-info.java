/** Text as Go reads and prints it: quotes, numbers, durations, URLs, regular expressions, tables. */
@NullMarked
package io.jm.go.text;

import org.jspecify.annotations.NullMarked;
