package io.jm.cli;

import org.jspecify.annotations.Nullable;

/** The commands of the program. */
public interface CommandTable extends CommandGroup {
    /** Returns the command that other programs call by that name, or null. */
    @Nullable
    String knownElsewhereAs(String name);
}
