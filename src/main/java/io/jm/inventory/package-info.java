/** Lists machines: queries many at once, filters, formats rows. */
@NullMarked
package io.jm.inventory;

import org.jspecify.annotations.NullMarked;
