/** Taking machines to another computer, and giving access to others. */
@NullMarked
package io.jm.transfer;

import org.jspecify.annotations.NullMarked;
