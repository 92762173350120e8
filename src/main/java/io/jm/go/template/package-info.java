/** Parses and executes Go's text templates, for the format options of ls and inspect. */
@NullMarked
package io.jm.go.template;

import org.jspecify.annotations.NullMarked;
