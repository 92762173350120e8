/** Go's text templates, for the format options of ls and inspect. */
@NullMarked
package io.jm.template;

import org.jspecify.annotations.NullMarked;
