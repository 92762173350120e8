package io.jm.cli;

import io.jm.base.UsageException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The arguments of a command that takes none. */
public final class NoArguments {
    @Parameters(arity = "0..*", hidden = true)
    private List<String> extra = new ArrayList<>();

    /**
     * Checks the arguments.
     *
     * @throws UsageException if there are any
     */
    public void check() {
        if (!extra.isEmpty()) {
            throw new UsageException("Error: Expected no arguments");
        }
    }
}
