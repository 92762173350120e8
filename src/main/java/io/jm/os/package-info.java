/** Everything the operating system gives: environment, files, locks, processes, terminal. */
@NullMarked
package io.jm.os;

import org.jspecify.annotations.NullMarked;
