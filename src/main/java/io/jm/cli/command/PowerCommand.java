package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.cli.Context;
import io.jm.lifecycle.Machines;
import io.jm.lifecycle.Power;
import io.jm.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Base class of the commands that start and stop machines. */
abstract class PowerCommand implements Callable<ExitCode> {
    private final Context context;
    private final Power.Action action;

    @Mixin
    private GroupOption group = new GroupOption();

    @Parameters(arity = "0..*", paramLabel = "[MACHINE...]", description = "The machines")
    private List<String> names = new ArrayList<>();

    PowerCommand(Context context, Power.Action action) {
        this.context = context;
        this.action = action;
    }

    @Override
    public final ExitCode call() {
        Machines machines = context.machines();
        Power power = new Power(machines, context.provisioning(), context.console(), context.ticker());
        List<Machine> targets = machines.several(group.names(context, names));
        try {
            power.run(action, targets);
        } finally {
            if (action == Power.Action.START || action == Power.Action.RESTART) {
                targets.forEach(machine -> watchPorts(machine.name()));
            }
        }
        String done = done();
        if (!done.isEmpty()) {
            context.console()
                    .info(done + " machines may have new IP addresses. "
                            + "You may need to re-run the `"
                            + context.environment().programName() + " env` command.");
        }
        return ExitCode.OK;
    }

    /** Loads the machine again, because a start may have changed what is recorded. */
    private void watchPorts(String name) {
        try {
            context.watchPorts(context.store().load(name));
        } catch (JmException e) {
            // the start has reported the reason
            return;
        }
    }

    /** Returns the verb of the message about changed addresses; empty if addresses do not change. */
    abstract String done();
}
