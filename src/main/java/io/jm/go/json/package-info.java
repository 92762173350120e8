/** Parses JSON strictly and prints it as Go does. */
@NullMarked
package io.jm.go.json;

import org.jspecify.annotations.NullMarked;
