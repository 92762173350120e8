/** Types that every other package uses: errors, exit codes, time. */
@NullMarked
package io.jm.base;

import org.jspecify.annotations.NullMarked;
