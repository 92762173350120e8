package io.jm.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command that consists of other commands, such as {@code driver} of {@code driver ls}. */
public interface CommandGroup {
    /** Creates the command of that name, or returns null if there is none. */
    @Nullable
    Object create(String name, Context context);

    /** Returns the names for help, in its order. */
    List<String> names();
}
