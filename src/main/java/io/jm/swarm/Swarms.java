package io.jm.swarm;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.engine.NodeRole;
import io.jm.lifecycle.Machines;
import io.jm.os.Environment;
import io.jm.os.FileLock;
import io.jm.store.MachineStore;
import io.jm.swarm.Step.Action;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import org.jspecify.annotations.Nullable;

/** Forms swarms of the machines of groups. The name of a cluster is that of its group. */
public final class Swarms {
    private final Survey.Source source;
    private final Members members;
    private final Console console;
    private final Environment environment;
    private final Ticker ticker;

    public Swarms(MachineStore store, Machines machines, Console console, Environment environment, Ticker ticker) {
        this.source = new Survey.Source(store, machines, new Timer("swarm-deadlines", true));
        this.members = new Members(store, console, environment.program());
        this.console = console;
        this.environment = environment;
        this.ticker = ticker;
    }

    /**
     * Brings machines into the swarm of their cluster, which is made if there is none, and gives them their roles; prints a
     * line for each. Done a second time it changes nothing. What fails for one machine does not stop the others.
     *
     * @throws JmException with a line for each machine that failed, or if nothing may be done at all
     */
    public void join(JoinRequest request) {
        Members.requireName(request.cluster());
        AdvertiseAddress.check(request.advertise());
        try (FileLock lock = members.lock(request.cluster())) {
            List<String> all = members.with(request.cluster(), request.machines());
            if (all.isEmpty()) {
                throw new JmException("No machine is in the group \"" + request.cluster() + "\". Name the machines: "
                        + environment.program() + " swarm join " + request.cluster() + " MACHINE...");
            }
            Set<String> targets = new LinkedHashSet<>(request.machines().isEmpty() ? all : request.machines());
            Survey survey = Survey.of(all, source);
            ClusterPlan plan = plan(request, survey, targets);
            targets.forEach(machine -> members.setGroup(machine, request.cluster()));
            warn(plan, request, survey);
            List<JmException> failures = new Joining(
                            request,
                            survey,
                            council(request.cluster(), survey),
                            result -> console.info(line(all, result.machine(), result.role(), result.text())))
                    .run(plan);
            if (!failures.isEmpty()) {
                throw JmException.ofAll(failures);
            }
        }
    }

    /** Prints what {@link #join} would do, and changes nothing. */
    public void plan(JoinRequest request) {
        Members.requireName(request.cluster());
        AdvertiseAddress.check(request.advertise());
        List<String> all = members.with(request.cluster(), request.machines());
        Survey survey = Survey.of(all, source);
        Set<String> targets = new LinkedHashSet<>(request.machines().isEmpty() ? all : request.machines());
        for (Step step : plan(request, survey, targets).steps()) {
            String text = switch (step.action()) {
                case INIT -> "makes the swarm";
                case JOIN -> "joins";
                case KEEP -> "is a " + step.role().text();
                case PROMOTE -> "is a worker now";
                case DEMOTE -> "is a manager now";
                case FAIL -> step.problem();
            };
            console.info(line(all, step.machine(), step.is(Action.FAIL) ? null : step.role(), text));
        }
    }

    private ClusterPlan plan(JoinRequest request, Survey survey, Set<String> targets) {
        return ClusterPlan.of(
                request.cluster(), survey.answers(), targets, survey.views(), request.roles(), environment.program());
    }

    private Council council(String cluster, Survey survey) {
        View swarm = new SwarmChoice(cluster, survey.answers(), environment.program()).of(survey.views());
        return new Council(swarm == null ? List.of() : survey.managers(swarm), ticker);
    }

    private void warn(ClusterPlan plan, JoinRequest request, Survey survey) {
        if (plan.managers() > 1 && plan.managers() % 2 == 0) {
            console.warn("WARNING: With " + plan.managers() + " managers no more of them may fail than with "
                    + (plan.managers() - 1) + ".");
        }
        List<String> open = new ArrayList<>();
        for (Step step : plan.steps()) {
            boolean joins = step.is(Action.INIT) || step.is(Action.JOIN);
            if (joins && isPublic(request.advertise(), survey.answer(step.machine()))) {
                open.add(step.machine());
            }
        }
        if (!open.isEmpty()) {
            console.warn("WARNING: The nodes reach each other at public addresses (" + String.join(", ", open)
                    + "). Let only them reach 4789/udp: the traffic of overlay networks is neither encrypted nor"
                    + " authenticated.");
        }
    }

    private static boolean isPublic(String advertise, Answer answer) {
        try {
            return AdvertiseAddress.isPublic(AdvertiseAddress.of(advertise, answer));
        } catch (JmException e) {
            // reported when the machine joins
            return false;
        }
    }

    /** Returns a line with columns. */
    private static String line(List<String> machines, String machine, @Nullable NodeRole role, String text) {
        int width = machines.stream().mapToInt(String::length).max().orElse(0);
        String column = role == null ? "-" : role.text();
        return String.format("%-" + width + "s  %-7s  %s", machine, column, text);
    }
}
