/** Rows as a table, as JSON or as names. */
@NullMarked
package io.jm.cli.rows;

import org.jspecify.annotations.NullMarked;
