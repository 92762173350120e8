/** The drivers inside jm. */
@NullMarked
package io.jm.driver.builtin;

import org.jspecify.annotations.NullMarked;
