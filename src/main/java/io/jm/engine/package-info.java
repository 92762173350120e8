/** Conversations with a Docker engine. */
@NullMarked
package io.jm.engine;

import org.jspecify.annotations.NullMarked;
