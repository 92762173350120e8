package io.jm.cli.command;

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

/** Mounts a directory of a machine, or unmounts it. */
@Command(
        name = "mount",
        headerHeading = HelpGroup.CONNECT,
        header = "Mount a directory of a machine with SSHFS",
        description = {
            "Needs the program sshfs here and SFTP on the machine. Without MOUNTPOINT, PATH is the",
            "local directory too."
        },
        footer = {
            "Mount a directory",
            "PROGRAM mount box:/var/www ~/www",
            "Unmount it",
            "PROGRAM mount --unmount box:/var/www ~/www"
        })
final class MountCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(
            names = {"--unmount", "-u"},
            description = "Unmount the directory")
    private boolean unmount;

    @Parameters(
            arity = "0..*",
            paramLabel = "MACHINE:PATH [MOUNTPOINT]",
            description = "The directory on the machine, and the local directory")
    private List<String> places = new ArrayList<>();

    MountCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        if (places.isEmpty() || places.size() > 2) {
            throw new UsageException("Improper number of arguments");
        }
        SshClients clients = context.ssh();
        clients.requireFor(false, true, unmount);
        CopyEndpoint from = context.copyEndpoints().mountable(places.get(0));
        String mountPoint = places.size() == 2 ? places.get(1) : from.path();
        if (unmount) {
            clients.unmount(mountPoint);
        } else {
            clients.mount(from, mountPoint);
        }
        return ExitCode.OK;
    }
}
