/** Files in which machines are moved to another computer. */
@NullMarked
package io.jm.archive;

import org.jspecify.annotations.NullMarked;
