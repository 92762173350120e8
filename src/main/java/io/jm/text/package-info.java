/** Text as Go prints it: quoting, durations, tables, natural order. */
@NullMarked
package io.jm.text;

import org.jspecify.annotations.NullMarked;
