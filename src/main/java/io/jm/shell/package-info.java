/** How each user shell sets, unsets, comments and quotes. */
@NullMarked
package io.jm.shell;

import org.jspecify.annotations.NullMarked;
