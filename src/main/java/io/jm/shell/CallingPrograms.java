package io.jm.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The programs that started us. */
interface CallingPrograms {
    /** The paths of our parent's and grandparent's programs, as far as the system tells. */
    List<String> nearestTwo();

    /** Asks the system. */
    static CallingPrograms system() {
        return () -> {
            List<String> programs = new ArrayList<>();
            Optional<ProcessHandle> process = ProcessHandle.current().parent();
            for (int i = 0; i < 2 && process.isPresent(); i++) {
                process.get().info().command().ifPresent(programs::add);
                process = process.get().parent();
            }
            return programs;
        };
    }
}
