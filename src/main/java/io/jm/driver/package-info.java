/** The contract between jm and a machine driver. */
@NullMarked
package io.jm.driver;

import org.jspecify.annotations.NullMarked;
