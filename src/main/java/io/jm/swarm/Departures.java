package io.jm.swarm;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.engine.SwarmInfo;
import io.jm.machine.MachineName;
import io.jm.os.FileLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes machines out of swarms, on request, before they are removed, or all of them; see {@link Swarms}.
 *
 * @param program the program's name for commands
 */
record Departures(
        Survey.Source source, Members members, SwarmContexts contexts, Console console, String program, Ticker ticker) {
    /** A removal does not wait for long. */
    private static final Duration HASTY = Duration.ofSeconds(10);

    void leave(List<String> machines, boolean force) {
        List<JmException> failures = new ArrayList<>();
        Map<String, List<String>> clusters = new LinkedHashMap<>();
        for (String machine : machines) {
            clusters.computeIfAbsent(members.groupOf(machine), none -> new ArrayList<>())
                    .add(machine);
        }
        clusters.forEach((cluster, leaving) -> {
            if (cluster.isEmpty()) {
                leave(cluster, Survey.of(leaving, source), leaving, force, failures);
            } else {
                Members.requireName(cluster);
                try (FileLock lock = members.lock(cluster)) {
                    leave(cluster, Survey.of(members.of(cluster), source), leaving, force, failures);
                }
            }
        });
        JmException.throwAll(failures);
    }

    private @Nullable View choice(String cluster, Survey survey) {
        return new SwarmChoice(cluster, survey.answers(), program).find(survey.views());
    }

    private void leave(
            String cluster, Survey survey, List<String> machines, boolean force, List<JmException> failures) {
        View swarm = choice(cluster, survey);
        Leaving leaving = new Leaving(cluster, survey, swarm, program, ticker);
        for (String machine : machines) {
            try {
                Leaving.Result result = leaving.leave(machine, force);
                boolean grouped = !cluster.isEmpty() && !result.stays();
                if (grouped) {
                    members.setGroup(machine, "");
                }
                console.info(Members.column(machines, machine)
                        + result.text()
                        + (grouped ? ", and is in no group any more" : ""));
            } catch (JmException e) {
                failures.add(e.within(machine));
            }
        }
        warn(leaving);
        if (!cluster.isEmpty() && swarm != null) {
            contexts.follow(cluster, leaving.council().machines(), failures);
        }
    }

    private void warn(Leaving leaving) {
        String warning = leaving.warning();
        if (!warning.isEmpty()) {
            console.warn(warning);
        }
    }

    void leaveForRemoval(List<String> machines, boolean force) {
        for (Map.Entry<String, List<String>> group : members.all().entrySet()) {
            String cluster = group.getKey();
            List<String> going = new ArrayList<>(group.getValue());
            going.retainAll(machines);
            if (!going.isEmpty() && going.size() < group.getValue().size() && MachineName.isValid(cluster)) {
                try (FileLock lock = members.lock(cluster)) {
                    removeFrom(cluster, Survey.of(group.getValue(), source, HASTY), going, force);
                }
            }
        }
    }

    private void removeFrom(String cluster, Survey survey, List<String> going, boolean force) {
        View swarm = choice(cluster, survey);
        if (swarm == null) {
            return;
        }
        Leaving leaving = new Leaving(cluster, survey, swarm, program, ticker);
        for (String machine : going) {
            Answer answer = survey.answer(machine);
            if (swarm.nodeOf(answer) == null) {
                continue;
            }
            try {
                Leaving.Result result = leaving.leave(machine, force || answer.info() == null);
                console.info(Members.column(going, machine) + result.text());
            } catch (Leaving.NeededException e) {
                throw e.within(machine);
            } catch (JmException e) {
                console.error(machine + ": did not leave " + cluster + ": " + e.getMessage());
            }
        }
        warn(leaving);
        List<JmException> failures = new ArrayList<>();
        contexts.follow(cluster, leaving.council().machines(), failures);
        failures.forEach(failure -> console.error(failure.getMessage()));
    }

    void end(String cluster) {
        Members.requireName(cluster);
        try (FileLock lock = members.lock(cluster)) {
            List<String> all = members.existing(cluster);
            Survey survey = Survey.of(all, source);
            List<JmException> failures = new ArrayList<>();
            List<Answer> inside = inside(cluster, survey, failures);
            if (inside.isEmpty() && failures.isEmpty()) {
                throw new SwarmException("None of the machines of \"" + cluster + "\" is in its swarm");
            }
            for (Answer answer : inside) {
                try {
                    survey.engine(answer.machine()).leave(true);
                    console.info(Members.column(all, answer.machine()) + "left " + cluster);
                } catch (JmException e) {
                    failures.add(e.within(answer.machine()));
                }
            }
            contexts.follow(cluster, List.of(), failures);
            JmException.throwAll(failures);
        }
    }

    /** Returns the machines that are in the swarm, managers last; those that do not answer are failures. */
    private List<Answer> inside(String cluster, Survey survey, List<JmException> failures) {
        View swarm = choice(cluster, survey);
        List<Answer> inside = new ArrayList<>();
        for (Answer answer : survey.answers()) {
            boolean known = swarm == null || swarm.nodeOf(answer) != null;
            if (answer.info() == null) {
                failures.add(new SwarmException(answer.machine() + ": it does not answer: " + answer.failure()));
            } else if (known && !answer.is(SwarmInfo.INACTIVE)) {
                inside.add(answer);
            }
        }
        inside.sort(Comparator.comparing(Answer::isManager));
        return inside;
    }
}
