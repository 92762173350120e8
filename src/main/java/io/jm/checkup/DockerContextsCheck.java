package io.jm.checkup;

import io.jm.checkup.Finding.Fix;
import io.jm.checkup.Finding.Level;
import io.jm.lifecycle.ContextState;
import io.jm.lifecycle.ContextState.Condition;
import io.jm.lifecycle.ContextStates;
import io.jm.lifecycle.Contexts;
import io.jm.text.Printable;
import java.util.List;

/**
 * Finds docker contexts of machines that are out of date, or whose machines are gone.
 *
 * @param network whether drivers are asked for the addresses of machines; else only what is gone is found
 */
record DockerContextsCheck(CheckupParts parts, boolean network) implements Check {
    private static final String STALE = "context.stale";
    private static final String ORPHAN = "context.orphan";

    @Override
    public String id() {
        return STALE;
    }

    @Override
    public void run(Findings findings) {
        int before = findings.count();
        Contexts contexts = parts.contexts().get();
        if (network) {
            compare(contexts, findings);
        } else {
            for (String machine : contexts.own().machines()) {
                if (!parts.store().exists(machine)) {
                    contexts.own().of(machine).forEach(name -> orphan(name, machine, contexts, findings));
                }
            }
        }
        if (findings.isStill(before)) {
            findings.ok(
                    network ? STALE : ORPHAN,
                    network ? "docker contexts are up to date" : "no docker context is of a machine that is gone");
        }
    }

    private void orphan(String name, String machine, Contexts contexts, Findings findings) {
        findings.fixable(
                ORPHAN,
                Level.WARNING,
                "the docker context \"" + Printable.line(name) + "\" is of the machine \"" + Printable.line(machine)
                        + "\", which does not exist",
                new Fix(
                        parts.environment().program() + " context rm " + Printable.line(name),
                        () -> contexts.remove(List.of(name))));
    }

    private void compare(Contexts contexts, Findings findings) {
        String program = parts.environment().program();
        List<ContextState> all =
                new ContextStates(parts.store(), parts.machineDrivers(), contexts, parts.console()).states();
        for (ContextState state : all) {
            String context = "the docker context \"" + Printable.line(state.name()) + "\"";
            switch (state.condition()) {
                case STALE, MISSING ->
                    findings.fixable(
                            STALE,
                            Level.WARNING,
                            context + (state.condition() == Condition.STALE ? " is out of date" : " is missing"),
                            new Fix(program + " context sync " + state.machine(), () -> sync(state, contexts)));
                case FOREIGN ->
                    findings.warning(
                            STALE,
                            context + " was replaced by another program",
                            program + " context rm " + Printable.line(state.machine()));
                case NO_MACHINE -> orphan(state.name(), state.machine(), contexts, findings);
                default -> {
                    // ok
                }
            }
        }
    }

    private void sync(ContextState state, Contexts contexts) {
        parts.machines()
                .editNamed(
                        List.of(state.machine()), (machine, driver) -> contexts.write(machine, driver, state.name()));
    }
}
