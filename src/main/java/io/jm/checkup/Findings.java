package io.jm.checkup;

import io.jm.checkup.Finding.Fix;
import io.jm.checkup.Finding.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what the checks of this computer or of one machine find; each message becomes one line. */
final class Findings {
    private final @Nullable String machine;
    private final List<Finding> all = new ArrayList<>();

    Findings(@Nullable String machine) {
        this.machine = machine;
    }

    void ok(String id, String message) {
        add(id, Level.OK, message, null, null);
    }

    void skipped(String id, String message) {
        add(id, Level.SKIPPED, message, null, null);
    }

    void warning(String id, String message, @Nullable String command) {
        add(id, Level.WARNING, message, command, null);
    }

    void error(String id, String message, @Nullable String command) {
        add(id, Level.ERROR, message, command, null);
    }

    /** Adds what {@code doctor --fix} repairs. */
    void fixable(String id, Level level, String message, Fix fix) {
        add(id, level, message, null, fix);
    }

    private void add(String id, Level level, String message, @Nullable String command, @Nullable Fix fix) {
        all.add(new Finding(id, level, machine, message.strip().replace('\n', ' '), command, fix));
    }

    /** Returns whether nothing was found since there were so many findings. */
    boolean isStill(int count) {
        return all.size() == count;
    }

    int count() {
        return all.size();
    }

    List<Finding> all() {
        return all;
    }
}
