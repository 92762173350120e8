/** Words every other package shares: errors, exit codes, time. */
@NullMarked
package io.jm.base;

import org.jspecify.annotations.NullMarked;
