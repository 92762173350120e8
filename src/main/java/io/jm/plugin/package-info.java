/** External drivers, in plugin processes and in jars; and jm as a plugin. */
@NullMarked
package io.jm.plugin;

import org.jspecify.annotations.NullMarked;
