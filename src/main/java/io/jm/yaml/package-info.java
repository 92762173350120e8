/** Reads YAML files that users write for other programs. */
@NullMarked
package io.jm.yaml;

import org.jspecify.annotations.NullMarked;
