package io.jm.cli.command;

import io.jm.access.CopyPlaces;
import io.jm.base.ExitCode;
import io.jm.base.UsageException;
import io.jm.cli.Context;
import io.jm.ssh.client.SshClients;
import io.jm.ssh.copy.CopyPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies files between this computer and machines. */
@Command(
        name = "scp",
        header = "Copy files between machines",
        description = "Arguments are [[user@]machine:][path] [[user@]machine:][path].")
final class ScpCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(
            names = {"--recursive", "-r"},
            description = "Copy files recursively (required to copy directories)")
    private boolean recursive;

    @Option(
            names = {"--delta", "-d"},
            description = "Reduce amount of data sent over network by sending only the differences (uses rsync)")
    private boolean delta;

    @Option(
            names = {"--quiet", "-q"},
            description = "Disables the progress meter as well as warning and diagnostic messages from ssh")
    private boolean quiet;

    @Parameters(arity = "0..*", paramLabel = "arg", description = "The source and the destination")
    private List<String> places = new ArrayList<>();

    ScpCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        if (places.size() != 2) {
            throw new UsageException("Improper number of arguments");
        }
        SshClients clients = context.ssh();
        clients.requireFor(delta, false, false);
        CopyPlaces known = context.copyPlaces();
        CopyPlace from = known.place(places.get(0));
        CopyPlace to = known.place(places.get(1));
        if (delta) {
            clients.delta(from, to, recursive, quiet);
        } else {
            clients.copy(from, to, recursive, quiet);
        }
        return ExitCode.OK;
    }
}
