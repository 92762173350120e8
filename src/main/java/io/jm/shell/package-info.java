/** The syntax of each user shell: set, unset, comment, quote. */
@NullMarked
package io.jm.shell;

import org.jspecify.annotations.NullMarked;
