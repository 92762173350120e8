package io.jm.cli.command.certs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.certs.CertificateEntry;
import io.jm.certs.CertificateList;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.cli.rows.FormatOption;
import io.jm.go.text.NaturalOrder;
import io.jm.lifecycle.PresentedCertificates;
import io.jm.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists certificates. */
@Command(
        name = "ls",
        headerHeading = HelpGroup.MAINTAIN,
        header = "List certificates",
        description = {
            "Lists the CA and the client certificate of the store and the certificates of the machines:",
            "of all, or of those that are named. Only files are read, unless --check is given. The states",
            "are ok, ends soon (within 30 days), ended, not yet valid, wrong authority (signed by no CA of",
            "the machine), wrong address (the machine has another one now), no key (or another one),",
            "missing, unreadable, and with --check not recorded (the engine uses another certificate than",
            "the recorded one). The exit code does not depend on the states; that of doctor does."
        },
        footer = {
            "List the certificates of all machines",
            "PROGRAM certs ls",
            "Ask an engine for the certificate that it uses",
            "PROGRAM certs ls --check box"
        })
final class ListCommand implements Callable<ExitCode> {
    private final Context context;

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "--check", description = "Ask the engines for the certificates that they use")
    private boolean check;

    @Parameters(arity = "0..*", paramLabel = "[MACHINE...]", description = "The machines")
    private List<String> names = new ArrayList<>();

    ListCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        // output of a driver must not get into the table
        context.console().infoToStandardError();
        format.check();
        List<Machine> machines = machines();
        PresentedCertificates presented = check
                ? PresentedCertificates.of(machines, context.machines())
                : new PresentedCertificates(Map.of(), Map.of());
        CertificateList list = context.certificateList();
        List<CertificateEntry> entries = new ArrayList<>();
        if (names.isEmpty()) {
            entries.addAll(list.ofStore());
        }
        for (Machine machine : machines) {
            add(machine, list, presented, entries);
        }
        CertificateText text = new CertificateText(context.ticker().now());
        ArrayNode documents = JsonNodeFactory.instance.arrayNode();
        ArrayNode cells = JsonNodeFactory.instance.arrayNode();
        for (CertificateEntry entry : entries) {
            documents.add(text.document(entry));
            cells.add(text.cells(entry));
        }
        format.print(documents, cells, CertificateText.HEADINGS, context.console());
        return ExitCode.OK;
    }

    /** Those that are named must exist; of all, those that cannot be read are only reported. */
    private List<Machine> machines() {
        if (!names.isEmpty()) {
            return context.machines().several(names);
        }
        List<String> all = new ArrayList<>(context.store().names());
        all.sort(new NaturalOrder());
        List<Machine> machines = new ArrayList<>();
        for (String name : all) {
            try {
                machines.add(context.store().load(name));
            } catch (JmException e) {
                context.console().warn(name + ": " + e.getMessage());
            }
        }
        return machines;
    }

    private void add(
            Machine machine, CertificateList list, PresentedCertificates presented, List<CertificateEntry> entries) {
        String name = machine.name();
        String failure = presented.failures().get(name);
        if (failure != null) {
            context.console().warn(name + ": the engine did not show its certificate: " + failure);
        }
        try {
            entries.addAll(
                    list.ofMachine(machine, machine.address(), presented.found().get(name)));
        } catch (JmException e) {
            context.console().warn(name + ": " + e.getMessage());
        }
    }
}
