package io.jm.cli.command;

import io.jm.access.CopyEndpoints;
import io.jm.base.ExitCode;
import io.jm.base.UsageException;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.ssh.client.SshClients;
import io.jm.ssh.copy.CopyEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies files between this computer and machines. */
@Command(
        name = "scp",
        headerHeading = HelpGroup.CONNECT,
        header = "Copy files from and to machines",
        description = {
            "Each place is a local path or [USER@]MACHINE:PATH; both may be on machines. A path that",
            "starts with /, ./ or ../ is local."
        },
        footer = {
            "Copy a file to a machine",
            "PROGRAM scp app.conf box:/etc/app.conf",
            "Copy a directory from a machine",
            "PROGRAM scp --recursive box:/var/log ./logs"
        })
final class ScpCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(
            names = {"--recursive", "-r"},
            description = "Copy directories with their contents")
    private boolean recursive;

    @Option(
            names = {"--delta", "-d"},
            description = "Send only what differs (with rsync)")
    private boolean delta;

    @Option(
            names = {"--quiet", "-q"},
            description = "No progress output and no warnings of ssh")
    private boolean quiet;

    @Parameters(arity = "0..*", paramLabel = "SOURCE DESTINATION", description = "The source and the destination")
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
        CopyEndpoints known = context.copyEndpoints();
        CopyEndpoint from = known.place(places.get(0));
        CopyEndpoint to = known.place(places.get(1));
        if (delta) {
            clients.delta(from, to, recursive, quiet);
        } else {
            clients.copy(from, to, recursive, quiet);
        }
        return ExitCode.OK;
    }
}
