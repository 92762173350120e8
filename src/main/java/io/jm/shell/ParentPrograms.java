package io.jm.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The programs that started jm. */
interface ParentPrograms {
    /** Returns the program paths of the parent and grandparent process, as far as the operating system shows them. */
    List<String> parentAndGrandparent();

    /** Returns those of this process. */
    static ParentPrograms system() {
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
