package io.jm.cli.command;

import io.jm.certs.ExpiryWarning;
import io.jm.cli.Context;
import io.jm.connection.ConnectionCheck;

/** Checks connections with what a command was given. */
final class ConnectionOf {
    private ConnectionOf() {}

    static ConnectionCheck context(Context context) {
        return new ConnectionCheck(
                context.store().layout(),
                context.engine(),
                context.environment(),
                new ExpiryWarning(context.console(), context.environment(), context.ticker()));
    }
}
