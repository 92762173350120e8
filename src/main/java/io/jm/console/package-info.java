/** The user's ear and mouth: results, narration, trouble, progress, questions. */
@NullMarked
package io.jm.console;

import org.jspecify.annotations.NullMarked;
