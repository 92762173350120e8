package io.jm.swarm;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which machines are to be managers. If nothing is specified, one is of one or two machines, and three are from three machines
 * on; none is demoted.
 *
 * @param count how many; 0 if that is not specified
 * @param names which; empty if that is not specified
 */
public record Roles(int count, List<String> names) {
    private static final int FEW = 2;
    private static final int SEVERAL = 3;

    /** Whether managers that are not wanted are made workers. */
    boolean demotes() {
        return count > 0 || !names.isEmpty();
    }

    /**
     * Chooses the managers; fewer than wanted if not enough machines answer.
     *
     * @param current the machines that are managers
     * @param others how many other managers the swarm has, which are no machines
     * @param candidates the machines that are to be in the swarm and answer, in their order
     * @param size how many nodes the swarm will have
     */
    Set<String> choose(List<String> current, int others, List<String> candidates, int size) {
        if (!names.isEmpty()) {
            return new LinkedHashSet<>(names);
        }
        int wanted = count > 0 ? count : size <= FEW ? 1 : SEVERAL;
        List<String> chosen = new ArrayList<>(current);
        for (String candidate : candidates) {
            if (chosen.size() + others < wanted && !chosen.contains(candidate)) {
                chosen.add(candidate);
            }
        }
        while (count > 0 && chosen.size() + others > count && !chosen.isEmpty()) {
            chosen.remove(chosen.size() - 1);
        }
        return new LinkedHashSet<>(chosen);
    }
}
