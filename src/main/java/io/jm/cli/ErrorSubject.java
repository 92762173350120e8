package io.jm.cli;

import io.jm.base.JmException;
import io.jm.store.MachineStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Tells which machine a command that failed was about, from its arguments. */
final class ErrorSubject {
    private ErrorSubject() {}

    /** Returns the one machine that is named or, without a name, meant; null if there is none, or several. */
    static @Nullable String of(CommandSpec spec, MachineStore store) {
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            String label = parameter.paramLabel();
            if (label.startsWith("[MACHINE") || label.startsWith("MACHINE")) {
                return of(label, names(parameter), store);
            }
        }
        return null;
    }

    private static List<String> names(PositionalParamSpec parameter) {
        List<String> names = new ArrayList<>();
        if (parameter.getValue() instanceof List<?> values) {
            values.forEach(value -> names.add(String.valueOf(value)));
        }
        return names;
    }

    private static @Nullable String of(String label, List<String> names, MachineStore store) {
        if (names.isEmpty()) {
            boolean one = label.equals("[MACHINE]") || label.contains("COMMAND");
            return one && exists("default", store) ? "default" : null;
        }
        int machines = 0;
        while (machines < names.size() && exists(names.get(machines), store)) {
            machines++;
        }
        return machines == 1 && (names.size() == 1 || label.contains("COMMAND")) ? names.get(0) : null;
    }

    private static boolean exists(String name, MachineStore store) {
        try {
            return store.exists(name);
        } catch (JmException e) {
            // no name of a machine, or the store cannot be read
            return false;
        }
    }
}
