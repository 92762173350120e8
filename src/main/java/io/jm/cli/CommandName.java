package io.jm.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * The name of the wanted command. It remembers the names that it was compared with. In every group {@code list} is
 * {@code ls}, and {@code remove} is {@code rm}.
 */
public final class CommandName {
    private final String wanted;
    private final List<String> compared = new ArrayList<>();

    CommandName(String wanted) {
        this.wanted = switch (wanted) {
            case "list" -> "ls";
            case "remove" -> "rm";
            default -> wanted;
        };
    }

    /** Returns the names of a command as help shows them: {@code ls, list}. */
    static String withAlias(String name) {
        String alias = alias(name);
        return alias.isEmpty() ? name : name + ", " + alias;
    }

    /** Returns the other name of a command; empty if it has none. */
    static String alias(String name) {
        return switch (name) {
            case "ls" -> "list";
            case "rm" -> "remove";
            default -> "";
        };
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
