package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.certs.CertificateFiles;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.console.Answer;
import io.jm.lifecycle.CertificateRenewal;
import io.jm.lifecycle.Machines;
import io.jm.machine.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates new certificates for engines. */
@Command(
        name = "regenerate-certs",
        headerHeading = HelpGroup.MAINTAIN,
        header = "Create new TLS certificates for machines",
        description = {
            "Creates a new server certificate for each engine and restarts the engine. Without",
            "MACHINE, the machine called \"default\" is used. Several machines are handled at the same",
            "time; each is tried, and the command fails if one of them fails."
        },
        footer = {
            "Renew a certificate after the address changed",
            "PROGRAM regenerate-certs --force box",
            "Renew the client certificate and the CA too",
            "PROGRAM regenerate-certs --force --client-certs box"
        })
final class RegenerateCertsCommand implements Callable<ExitCode> {
    private static final String QUESTION = "Regenerate TLS machine certs?  Warning: this is irreversible. (y/n): ";

    private final Context context;

    @Option(
            names = {"--force", "-f"},
            description = "Do not ask")
    private boolean force;

    @Option(names = "--client-certs", description = "Renew the client certificate and the CA too")
    private boolean clientCerts;

    @Mixin
    private GroupOption group = new GroupOption();

    @Parameters(arity = "0..*", paramLabel = "[MACHINE...]", description = "The machines")
    private List<String> names = new ArrayList<>();

    RegenerateCertsCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        if (!force) {
            Answer answer = context.console().confirm(QUESTION);
            if (answer == Answer.NO) {
                return ExitCode.OK;
            }
            if (answer != Answer.YES) {
                throw new JmException(answer.errorMessage());
            }
        }
        context.console().info("Regenerating TLS certificates");
        Machines machines = context.machines();
        List<Machine> targets = machines.several(group.names(context, names));
        CertificateRenewal renewal = context.certificateRenewal();
        if (clientCerts) {
            renewLocal(targets);
            updateContexts(machines);
        }
        renewal.renew(targets, clientCerts);
        return ExitCode.OK;
    }

    /** The copies in docker contexts of other machines, which do not stop the renewal. */
    private void updateContexts(Machines machines) {
        try {
            machines.updateContexts();
        } catch (JmException e) {
            context.console().error(e.getMessage());
        }
    }

    /** One machine at a time and before the engines, because most machines share the same files. */
    private void renewLocal(List<Machine> machines) {
        Set<String> names = new HashSet<>();
        machines.forEach(machine -> names.add(machine.name()));
        for (Machine machine : machines) {
            context.console().info("Regenerating local certificates");
            Path authority =
                    CertificateFiles.of(context.store().layout(), machine).caCert();
            // files in its own directory were provided by the user for this machine only
            if (!authority.startsWith(context.store().layout().machine(machine.name()))) {
                context.localCertificates(machine).renew(names);
            }
        }
    }
}
