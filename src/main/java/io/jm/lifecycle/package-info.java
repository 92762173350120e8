/** What one can do with machines. */
@NullMarked
package io.jm.lifecycle;

import org.jspecify.annotations.NullMarked;
