/** What a machine is: plain data, no action. */
@NullMarked
package io.jm.machine;

import org.jspecify.annotations.NullMarked;
