package io.jm.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the driver in arguments whose flags are not all known yet, because they depend on the driver. */
final class DriverChoice {
    private DriverChoice() {}

    /** Returns the last driver given in any spelling before {@code --}, or null. */
    static @Nullable String in(List<String> arguments) {
        String name = null;
        for (int i = 0; i < arguments.size() && !arguments.get(i).equals("--"); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("-")) {
                continue;
            }
            String text = argument.startsWith("--") ? argument.substring(2) : argument.substring(1);
            if (text.equals("d") || text.equals("driver")) {
                if (i + 1 < arguments.size()) {
                    i++;
                    name = arguments.get(i);
                }
            } else if (text.startsWith("d=") || text.startsWith("driver=")) {
                name = text.substring(text.indexOf('=') + 1);
            }
        }
        return name;
    }
}
