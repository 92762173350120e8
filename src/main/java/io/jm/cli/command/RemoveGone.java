package io.jm.cli.command;

import io.jm.base.JmException;
import io.jm.cli.Consent;
import io.jm.cli.Context;
import io.jm.console.Console;
import io.jm.driver.Existence;
import io.jm.lifecycle.GoneMachines;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;

/** Removes those of several machines that their providers no longer have. */
final class RemoveGone {
    private final Context context;
    private final boolean yes;

    /**
     * Prepares to remove.
     *
     * @param yes whether there is no question
     */
    RemoveGone(Context context, boolean yes) {
        this.context = context;
        this.yes = yes;
    }

    /**
     * Asks the providers, prints a line for each machine, and removes those that are gone after one question.
     *
     * @throws JmException with the errors of the machines of which it is not known whether they are gone, or that could not
     *     be removed; they stay
     */
    void run(List<String> names) {
        List<String> gone = new ArrayList<>();
        List<JmException> errors = new ArrayList<>();
        GoneMachines machines = new GoneMachines(context.store(), context.machineDrivers());
        for (GoneMachines.Answer answer : machines.ask(names)) {
            report(answer);
            if (answer.existence() == Existence.GONE) {
                gone.add(answer.name());
            }
            JmException error = answer.error();
            if (error != null) {
                errors.add(new JmException(
                        "Not known whether \"" + answer.name() + "\" is gone, so it stays: " + error.getMessage(),
                        error));
            }
        }
        if (gone.isEmpty()) {
            context.console().info("No machine was removed");
        } else if (isWanted(gone)) {
            errors.addAll(context.removal(false).removeGone(gone));
        }
        if (!errors.isEmpty()) {
            throw JmException.ofAll(errors);
        }
    }

    private void report(GoneMachines.Answer answer) {
        Console console = context.console();
        String line = Printable.line(answer.name()) + ": ";
        switch (answer.existence()) {
            case GONE -> console.info(line + "gone: its provider no longer has it");
            case EXISTS -> console.info(line + "exists");
            case UNKNOWN -> console.info(line + "stays: " + (answer.error() == null ? answer.why() : "no answer"));
        }
    }

    private boolean isWanted(List<String> gone) {
        return yes
                || Consent.given(
                        context.console(),
                        "Remove " + String.join(", ", gone)
                                + ", with what else was made for them (key pairs, addresses, volumes)?",
                        "-y");
    }
}
