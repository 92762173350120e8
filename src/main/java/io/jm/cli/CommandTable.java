package io.jm.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands there are. */
public interface CommandTable {
    /** Makes the command of that name or alias, or returns null if there is none. */
    @Nullable
    Object create(String name, Context context);

    /** The names for help, in its order. */
    List<String> names();

    /** The command that other programs call so, or null. */
    @Nullable
    String knownElsewhereAs(String word);
}
