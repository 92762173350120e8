package io.jm.cli;

import io.jm.os.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Several commands: those of the program, or those of a command such as {@code driver} of {@code driver ls}. */
public interface CommandGroup {
    /**
     * Creates the wanted command, or returns null if it is none of this group. Each command is one line here, in the
     * order of help: compares the name, and creates the command if that is the one.
     */
    @Nullable
    Object find(CommandName wanted, Context context);

    /** Creates the command of that name, or returns null if there is none. */
    default @Nullable Object create(String name, Context context) {
        return find(new CommandName(name), context);
    }

    /** Returns the names of the commands, in the order of help. */
    default List<String> names() {
        // no command has this name, so that it is compared with all, and none is created
        CommandName none = new CommandName("");
        find(none, new NoContext(new Environment(Map.of(), Path.of("/"), "", false)));
        return none.compared();
    }

    /** Returns the commands that do what other programs call by that name. */
    default List<String> knownElsewhereAs(String name) {
        return List.of();
    }
}
