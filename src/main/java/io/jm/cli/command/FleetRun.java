package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.cli.Context;
import io.jm.fleet.Action;
import io.jm.fleet.Applied;
import io.jm.fleet.Fleet;
import io.jm.fleet.FleetFile;
import io.jm.fleet.Step;
import io.jm.lifecycle.FanOut;
import io.jm.machine.ExtrasFile;
import io.jm.store.MachineLock;
import io.jm.swarm.JoinRequest;
import io.jm.swarm.Roles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does the steps of a plan. A machine that fails does not stop the others, but nothing is removed after a failure. */
final class FleetRun {
    private final Context context;
    private final FleetRequests requests;
    private final int parallel;
    private final @Nullable JoinRequest joining;
    private final List<JmException> failures = new ArrayList<>();

    /**
     * Prepares to run.
     *
     * @param parallel how many machines are created or removed at the same time
     * @throws JmException if the machines cannot form the swarm of the file
     */
    FleetRun(Context context, Fleet fleet, int parallel) {
        this.context = context;
        this.requests = new FleetRequests(context, fleet);
        this.parallel = parallel;
        FleetFile.Swarm swarm = fleet.swarm();
        this.joining = swarm == null ? null : joining(fleet, swarm, parallel);
    }

    private static JoinRequest joining(Fleet fleet, FleetFile.Swarm swarm, int parallel) {
        List<String> names = fleet.machines().stream().map(Fleet.Wanted::name).toList();
        Roles roles = new Roles(swarm.managers(), List.of());
        return new JoinRequest(fleet.group(), names, roles, swarm.advertise(), parallel, fleet.context());
    }

    /**
     * Creates, replaces and changes machines, joins them to their swarm, and removes others, in this order.
     *
     * @throws JmException with a line for each machine that failed
     */
    void run(List<Step> steps, boolean replace, boolean prune) {
        List<Step> creates = of(steps, Action.CREATE);
        List<Step> replaces = replace ? of(steps, Action.REPLACE) : List.of();
        List<Step> changes = of(steps, Action.CHANGE);
        prepare(creates, replaces);
        each(creates, this::create);
        if (leftSwarm(replaces)) {
            each(replaces, this::replace);
        }
        if (!changes.isEmpty()) {
            collect(() -> new FleetChanges(context, requests).make(changes));
        }
        of(steps, Action.KEEP).forEach(this::record);
        if (joining != null) {
            join(joining);
        }
        if (prune) {
            prune(of(steps, Action.EXTRA));
        }
        JmException.throwAll(failures);
    }

    private static List<Step> of(List<Step> steps, Action action) {
        return steps.stream().filter(step -> step.action() == action).toList();
    }

    /** Refuses before anything is created: asks the driver about one machine of each kind. */
    private void prepare(List<Step> creates, List<Step> replaces) {
        Set<CreateRequest> asked = new HashSet<>();
        for (Step step : creates) {
            CreateRequest request = request(step);
            if (!step.resumed() && asked.add(request)) {
                new NewMachine(context, request, context.creation()).check(step.name());
            }
        }
        replaces.forEach(this::request);
        if (!creates.isEmpty() || !replaces.isEmpty()) {
            try {
                // once, and not by each of the machines at the same time
                context.localCertificates().ensure();
            } catch (JmException e) {
                throw e.within("Error generating certificates");
            }
        }
    }

    private CreateRequest request(Step step) {
        return requests.of(Objects.requireNonNull(step.wanted()));
    }

    private void each(List<Step> steps, BiConsumer<Context, Step> work) {
        if (steps.isEmpty()) {
            return;
        }
        List<String> names = steps.stream().map(Step::name).toList();
        collect(() -> FanOut.run(
                steps, parallel, step -> OneOfMany.run(context, step.name(), names, own -> work.accept(own, step))));
    }

    private void collect(Runnable work) {
        try {
            work.run();
        } catch (JmException e) {
            if (e.exitCode().equals(ExitCode.INTERRUPTED)) {
                throw e;
            }
            failures.addAll(e.each());
        }
    }

    private void join(JoinRequest request) {
        if (failures.isEmpty()) {
            collect(() -> context.swarms().join(request));
        } else {
            context.console().error("The swarm was not changed, because machines failed.");
        }
    }

    private void prune(List<Step> extras) {
        if (extras.isEmpty()) {
            return;
        }
        if (!failures.isEmpty()) {
            context.console().error("Nothing was removed, because other machines failed.");
        } else if (leftSwarm(extras)) {
            each(extras, this::remove);
        }
    }

    /** Whether machines are in no swarm any more that needs them. */
    private boolean leftSwarm(List<Step> steps) {
        int before = failures.size();
        List<String> names = steps.stream().map(Step::name).toList();
        if (!names.isEmpty()) {
            collect(() -> context.swarms().leaveForRemoval(names, false));
        }
        return failures.size() == before;
    }

    private void create(Context own, Step step) {
        Consumer<ExtrasFile> record = recorder(step);
        new NewMachine(own, request(step), own.creation(false), record).create(step.name());
    }

    private void replace(Context own, Step step) {
        remove(own, step);
        create(own, step);
    }

    private void remove(Context own, Step step) {
        JmException.throwAll(own.removal(false).remove(List.of(step.name())));
    }

    /** Records what the machine is already; a second run writes nothing. */
    private void record(Step step) {
        ExtrasFile extras = new ExtrasFile(context.store().layout().extras(step.name()));
        Applied applied = step.record();
        if (applied != null && !applied.json().equals(extras.applied())) {
            collect(() -> {
                try (MachineLock held = context.store().lock(step.name())) {
                    extras.setApplied(applied.json());
                }
            });
        }
    }

    static Consumer<ExtrasFile> recorder(Step step) {
        Applied applied = step.record();
        return extras -> {
            if (applied != null) {
                extras.setApplied(applied.json());
            }
        };
    }
}
