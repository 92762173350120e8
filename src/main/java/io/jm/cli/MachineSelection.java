package io.jm.cli;

import io.jm.base.UsageException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * The machines that a command is for: named, all, those of a group, or those that match filters. Nothing selected is an
 * error, so that a variable that is empty in a script never means all machines. Only for commands that docker-machine
 * lacks; its own commands keep its rules.
 */
public final class MachineSelection {
    @Mixin
    private SelectionOptions options = new SelectionOptions();

    @Parameters(arity = "0..*", paramLabel = "[MACHINE...]", description = "The machines")
    private List<String> names = new ArrayList<>();

    /** Whether no machine is named and none of the options is given. */
    public boolean isEmpty() {
        return names.isEmpty() && !byOption();
    }

    /** Whether machines are selected by an option and not by name, so that there may be any number of them. */
    public boolean byOption() {
        return options.areGiven();
    }

    /**
     * Returns the names of the selected machines, see {@link SelectionOptions#names}.
     *
     * @throws UsageException if nothing is selected, or machines are named and an option selects others
     */
    public List<String> names(Context context) {
        return options.names(context, names);
    }
}
