package io.jm.cli.command.certs;

import io.jm.cli.Addition;
import io.jm.cli.CommandGroup;
import io.jm.cli.CommandName;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** The group {@code certs}. */
@Command(
        name = "certs",
        headerHeading = HelpGroup.MAINTAIN,
        header = "Show and renew certificates",
        descriptionHeading = Addition.COMMAND,
        description = {
            "All machines of a store share a CA and a client certificate; each engine has a server",
            "certificate, signed by the CA. They are valid for 1080 days."
        },
        footer = {
            "Show when certificates end",
            "PROGRAM certs ls",
            "Renew those that end within 30 days",
            "PROGRAM certs renew --all"
        })
public final class CertsCommands implements CommandGroup {
    @Override
    public @Nullable Object find(CommandName wanted, Context context) {
        if (wanted.is("ls")) return new ListCommand(context);
        if (wanted.is("renew")) return new RenewCommand(context);
        return null;
    }
}
