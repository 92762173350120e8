package io.jm.cli.command;

import io.jm.cli.Context;
import io.jm.lifecycle.DriverOpening;

/** Opens drivers of machines with what a command was given. */
final class Opening {
    private Opening() {}

    static DriverOpening of(Context context) {
        return new DriverOpening(
                context.drivers(),
                context.store().layout().root(),
                context.console(),
                context.environment(),
                context.ticker());
    }
}
