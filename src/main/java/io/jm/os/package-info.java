/** Access to the operating system: environment, files, locks, processes, signals. */
@NullMarked
package io.jm.os;

import org.jspecify.annotations.NullMarked;
