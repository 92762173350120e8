/** Finds what is wrong with this computer, the store and its machines: one class for each check. */
@NullMarked
package io.jm.checkup;

import org.jspecify.annotations.NullMarked;
