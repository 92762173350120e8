package io.jm.cli;

import java.util.ArrayList;
import java.util.List;

/** The name of the wanted command. It remembers the names that it was compared with. */
public final class CommandName {
    private final String wanted;
    private final List<String> compared = new ArrayList<>();

    CommandName(String wanted) {
        this.wanted = wanted;
    }

    /** Returns whether the command of that name is wanted. */
    public boolean is(String name) {
        compared.add(name);
        return name.equals(wanted);
    }

    /**
     * Returns whether the command of that name is wanted, which jm calls itself: no help, completion or suggestion knows it.
     */
    public boolean isHidden(String name) {
        return name.equals(wanted);
    }

    /** Returns the names that it was compared with: all names of a group, if it is the name of none. */
    List<String> compared() {
        return List.copyOf(compared);
    }
}
