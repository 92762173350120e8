/** What tests of several packages share: the program in this process, fakes, and consoles that record. */
@NullMarked
package io.jm.testkit;

import org.jspecify.annotations.NullMarked;
