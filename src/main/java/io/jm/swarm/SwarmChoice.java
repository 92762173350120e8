package io.jm.swarm;

import io.jm.base.JmException;
import io.jm.engine.SwarmInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the swarm of a cluster among those that its machines are in.
 *
 * @param cluster the cluster's name
 * @param group the answers of all of its machines
 * @param program the program's name for commands
 */
record SwarmChoice(String cluster, List<Answer> group, String program) {
    /**
     * Returns the view of the swarm; null if there is none yet.
     *
     * @param views the views of all managers that answered
     * @throws JmException if there are two, or if there is one whose managers do not answer
     */
    @Nullable
    View of(List<View> views) {
        View found = find(views);
        if (found == null) {
            List<List<View>> swarms = swarms(views);
            if (swarms.size() > 1) {
                throw new SwarmException(several(swarms));
            }
            requireNoOther();
        }
        return found;
    }

    /** As {@link #of}, but null too if there is not exactly one that can be used. */
    @Nullable
    View find(List<View> views) {
        List<List<View>> own = swarms(views);
        if (own.size() > 1) {
            // a machine may have come with a swarm of its own
            own.removeIf(those -> !those.get(0).cluster().equals(cluster));
        }
        return own.size() == 1 ? own.get(0).get(0) : null;
    }

    private static List<List<View>> swarms(List<View> views) {
        Map<String, List<View>> swarms = new LinkedHashMap<>();
        for (View view : views) {
            swarms.computeIfAbsent(view.swarmId(), id -> new ArrayList<>()).add(view);
        }
        return new ArrayList<>(swarms.values());
    }

    private String several(List<List<View>> swarms) {
        List<String> lists = new ArrayList<>();
        String last = "";
        for (List<View> swarm : swarms) {
            List<String> names = swarm.stream().map(View::machine).toList();
            last = String.join(" ", names);
            lists.add(String.join(", ", names));
        }
        return "The machines of " + cluster + " are managers of " + swarms.size() + " swarms: "
                + String.join(" | ", lists) + ". Take those of all but one out first, such as: " + program
                + " swarm leave --force " + last;
    }

    /** Without a manager that answers, machines must not make a second swarm next to the first. */
    private void requireNoOther() {
        List<String> managers = new ArrayList<>();
        List<String> members = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (Answer answer : group) {
            SwarmInfo info = answer.info();
            if (info == null) {
                silent.add(answer.machine() + " (" + answer.failure() + ")");
            } else if (info.manager()) {
                managers.add(answer.machine());
            } else if (answer.isMember() || info.state().equals(SwarmInfo.LOCKED)) {
                members.add(answer.machine());
            }
        }
        if (!managers.isEmpty()) {
            throw new NoQuorumException(cluster, managers, Quorum.knownTo(group), program);
        }
        if (!members.isEmpty() && !silent.isEmpty()) {
            throw new SwarmException("No manager of " + cluster + " answers: " + String.join(", ", silent));
        }
    }

    /** Returns the managers that an engine knows. */
    static String managers(SwarmInfo info) {
        return info.managers().isEmpty() ? "none that it knows" : String.join(", ", info.managers());
    }
}
