/** Machines as a file describes them: the file, what was applied of it, and the plan that leads from one to the other. */
@NullMarked
package io.jm.fleet;

import org.jspecify.annotations.NullMarked;
