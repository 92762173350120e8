package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.cli.Addition;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.cli.MachineSelection;
import io.jm.driver.Driver;
import io.jm.lifecycle.FanOut;
import io.jm.lifecycle.SshConfigFile;
import io.jm.machine.Machine;
import io.jm.os.IoReason;
import io.jm.os.Setting;
import io.jm.ssh.UserSshInclude;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets OpenSSH know the machines. */
@Command(
        name = "ssh-config",
        headerHeading = HelpGroup.CONNECT,
        header = "Let ssh, scp, rsync and editors know the machines",
        descriptionHeading = Addition.COMMAND,
        description = {
            "Prints a block for OpenSSH for each machine, with its address, port, user, key and known host",
            "key; without MACHINE, for all. With --write, jm keeps them in the file ssh_config of the store,",
            "which it includes at the top of ~/.ssh/config: then 'ssh MACHINE' works, and so does all that",
            "uses ssh. jm brings the file up to date when it changes a machine. A machine whose name is",
            "already a Host of yours is called jm-MACHINE."
        },
        footer = {
            "Let ssh, scp and editors know the machines from now on",
            "PROGRAM ssh-config --write",
            "Use a machine once, without changing a file",
            "PROGRAM ssh-config box > config && rsync -e 'ssh -F config' -a src box:"
        })
final class SshConfigCommand implements Callable<ExitCode> {
    private final Context context;

    @Mixin
    private MachineSelection selection = new MachineSelection();

    @Option(names = "--write", description = "Keep a file with all machines, and include it from ~/.ssh/config")
    private boolean write;

    @Option(names = "--remove", description = "Remove that file, and do not include it any more")
    private boolean remove;

    SshConfigCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        context.console().infoToStandardError();
        if (write && remove || (write || remove) && !selection.isEmpty()) {
            throw new UsageException("Error: --write and --remove stand alone: they are for all machines");
        }
        SshConfigFile file = context.sshConfig();
        if (remove) {
            return remove(file);
        }
        boolean all = selection.isEmpty();
        List<String> names = all ? context.store().names() : selection.names(context);
        Map<String, String> sections = new ConcurrentHashMap<>();
        JmException failure = collect(names, file, sections);
        if (write) {
            write(file, sections, failure);
        } else {
            print(names, sections);
        }
        if (failure != null) {
            throw failure;
        }
        return ExitCode.OK;
    }

    /** Returns the error of the machines that cannot be read, or null. */
    private @Nullable JmException collect(List<String> names, SshConfigFile file, Map<String, String> sections) {
        try {
            FanOut.run(names, name -> {
                Machine machine = context.store().load(name);
                try (Driver driver = context.machineDrivers().open(machine)) {
                    sections.put(name, file.section(machine, driver));
                }
            });
            return null;
        } catch (JmException e) {
            return e;
        }
    }

    private void print(List<String> names, Map<String, String> sections) {
        String blank = "";
        for (String name : names) {
            if (sections.containsKey(name)) {
                context.console().write(blank + sections.get(name));
                blank = "\n";
            }
        }
    }

    private void write(SshConfigFile file, Map<String, String> sections, @Nullable JmException failure) {
        UserSshInclude include = include();
        Map<String, String> complete = new TreeMap<>(sections);
        if (failure != null) {
            // what cannot be read now keeps its block
            file.sections().forEach(complete::putIfAbsent);
        }
        file.write(complete);
        try {
            include.add();
        } catch (IOException e) {
            throw failed(include, e, "Add these two lines at its top yourself");
        }
        report(file.sections());
    }

    private void report(Map<String, String> sections) {
        List<String> hosts = new ArrayList<>();
        for (String section : sections.values()) {
            String alias = SshConfigFile.aliasIn(section);
            if (alias != null) {
                hosts.add(alias);
            }
        }
        context.console()
                .result("Wrote " + hosts.size() + (hosts.size() == 1 ? " host" : " hosts") + " to "
                        + context.store().layout().sshConfig()
                        + (hosts.isEmpty() ? "" : "; try: ssh " + hosts.get(0)));
    }

    private ExitCode remove(SshConfigFile file) {
        UserSshInclude include = include();
        try {
            // first: no file must be included that is missing
            include.remove();
        } catch (IOException e) {
            throw failed(include, e, "Take these two lines away yourself");
        }
        file.delete();
        return ExitCode.OK;
    }

    private static JmException failed(UserSshInclude include, IOException e, String remedy) {
        return new JmException(
                "write " + include.config() + ": " + IoReason.of(e) + "\n" + remedy + ":\n"
                        + include.lines().stripTrailing(),
                e);
    }

    private UserSshInclude include() {
        String home = context.environment().home();
        if (home == null || home.isEmpty()) {
            throw new JmException(
                    "the home directory with .ssh is not known: " + Setting.HOME.variable() + " is not set");
        }
        return new UserSshInclude(Path.of(home), context.store().layout().sshConfig());
    }
}
