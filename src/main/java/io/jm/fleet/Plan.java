package io.jm.fleet;

import io.jm.base.JmException;
import io.jm.store.EngineOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares a file with the recorded machines. What was asked for is compared with what was applied; no host is asked. */
public final class Plan {
    /** The key of the file that asks for docker contexts. */
    static final String CONTEXT = "context";

    private static final String DRIVER = "driver";
    /** They concern the creation only. */
    private static final Set<String> ONCE = Set.of("no-provision");

    private Plan() {}

    /**
     * Returns a step for each machine: first those of the file in its order, then others of the group by name.
     *
     * @param recorded the machines of the store
     * @throws JmException if a machine of the file exists outside of the group
     */
    public static List<Step> steps(Fleet fleet, List<RecordedMachine> recorded) {
        Map<String, RecordedMachine> byName = new HashMap<>();
        recorded.forEach(machine -> byName.put(machine.name(), machine));
        List<Step> steps = new ArrayList<>();
        List<JmException> strangers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fleet.Wanted wanted : fleet.machines()) {
            names.add(wanted.name());
            RecordedMachine machine = byName.get(wanted.name());
            if (machine != null && !machine.group().equals(fleet.group())) {
                strangers.add(stranger(wanted, machine, fleet.group()));
            } else {
                steps.add(machine == null ? create(wanted, false) : step(wanted, machine, fleet.context()));
            }
        }
        if (!strangers.isEmpty()) {
            throw JmException.ofAll(strangers);
        }
        new TreeMap<>(byName).forEach((name, machine) -> {
            if (!names.contains(name) && machine.group().equals(fleet.group())) {
                steps.add(new Step(name, Action.EXTRA, List.of(), null, null, false));
            }
        });
        return steps;
    }

    private static JmException stranger(Fleet.Wanted wanted, RecordedMachine machine, String group) {
        String name = wanted.name();
        String where = machine.group().isEmpty() ? "in no group" : "in the group \"" + machine.group() + "\"";
        return wanted.at()
                .error("the machine \"" + name + "\" exists, and is " + where
                        + ". Give this one another name, or take that one into the group: set --group " + group + " "
                        + name);
    }

    private static Step create(Fleet.Wanted wanted, boolean resumed) {
        return new Step(wanted.name(), Action.CREATE, List.of(), wanted, Applied.of(wanted), resumed);
    }

    private static Step step(Fleet.Wanted wanted, RecordedMachine machine, boolean context) {
        Applied applied = machine.applied();
        List<Change> changes = new ArrayList<>();
        if (!wanted.driver().equals(machine.driver())) {
            changes.add(new Change(DRIVER, List.of(machine.driver()), List.of(wanted.driver())));
        }
        changes.addAll(applied == null ? unapplied(wanted, machine) : differences(wanted, applied));
        if (machine.unfinished() && !needsNewMachine(changes)) {
            return create(wanted, true);
        }
        if (context && !machine.context()) {
            changes.add(new Change(CONTEXT, List.of(), List.of("true")));
        }
        // of a machine that was made otherwise, the rest is never known
        Applied record = applied == null ? null : Applied.of(wanted);
        return new Step(wanted.name(), action(changes), changes, wanted, record, false);
    }

    private static Action action(List<Change> changes) {
        if (needsNewMachine(changes)) {
            return Action.REPLACE;
        }
        return changes.stream().allMatch(Change::isUnknown) ? Action.KEEP : Action.CHANGE;
    }

    private static boolean needsNewMachine(List<Change> changes) {
        return changes.stream()
                .anyMatch(change -> !change.isUnknown()
                        && EngineOption.named(change.option()) == null
                        && !change.option().equals(CONTEXT));
    }

    /** A value that comes from the environment is not known afterwards: only whether there is one is compared. */
    private static List<Change> differences(Fleet.Wanted wanted, Applied applied) {
        Set<String> names = new TreeSet<>(applied.options().keySet());
        names.addAll(applied.secret());
        names.addAll(wanted.options().keySet());
        names.removeAll(ONCE);
        List<Change> changes = new ArrayList<>();
        for (String name : names) {
            GivenOption given = wanted.options().get(name);
            boolean wasSecret = applied.secret().contains(name);
            List<String> from =
                    wasSecret ? List.of(Change.SECRET) : applied.options().getOrDefault(name, List.of());
            List<String> to = given == null ? List.of() : shown(given);
            boolean secret = wasSecret || given != null && given.secret();
            boolean incomparable = secret && given != null && !from.isEmpty();
            if (!incomparable && !from.equals(to)) {
                changes.add(new Change(name, from, to));
            }
        }
        return changes;
    }

    private static List<String> shown(GivenOption given) {
        return given.secret() ? List.of(Change.SECRET) : given.values();
    }

    /** Compares a machine that was made otherwise: only what its record tells is known. */
    private static List<Change> unapplied(Fleet.Wanted wanted, RecordedMachine machine) {
        List<Change> changes = new ArrayList<>();
        wanted.options().forEach((name, given) -> {
            List<String> known = machine.known().get(name);
            if (known == null) {
                if (!ONCE.contains(name)) {
                    changes.add(new Change(name, List.of(Change.UNKNOWN), shown(given)));
                }
            } else if (!known.equals(given.values())) {
                changes.add(new Change(name, given.secret() ? List.of(Change.SECRET) : known, shown(given)));
            }
        });
        return changes;
    }
}
