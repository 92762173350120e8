/** Escaping, quoting, truncating and matching of text. */
@NullMarked
package io.jm.text;

import org.jspecify.annotations.NullMarked;
