package io.jm.cli.command.certs;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.certs.CertificateEntry;
import io.jm.certs.CertificateList;
import io.jm.certs.CertificateState;
import io.jm.cli.Consent;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.cli.MachineSelection;
import io.jm.lifecycle.CertificateRenewal;
import io.jm.machine.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Renews certificates. */
@Command(
        name = "renew",
        headerHeading = HelpGroup.MAINTAIN,
        header = "Renew certificates",
        description = {
            "Gives the engines of the machines new server certificates where they are needed: where the",
            "present one has ended or ends within 30 days, does not name the machine's address, is not",
            "signed by the CA, or is missing. The engines restart, so there is a question first. Other",
            "engines stay as they are; regenerate-certs renews in any case.",
            "",
            "--client renews the client certificate of the store and its copies in the machine",
            "directories, and --ca the certificate of the CA, for the same key and name, after a question if",
            "it is not due. No engine is contacted for that: engines go on with the former certificate of the",
            "CA until that ends. With --days, these two are renewed only if they end within so many days.",
            "",
            "--rotate-ca replaces the CA by one with another key, if the present key may be in wrong hands:",
            "each engine gets a certificate of the new CA, and restarts twice. A machine that cannot be",
            "reached stays on the former CA, which is kept in certs/old-DATE, and is listed; the same command",
            "goes on later. Access that was given with export --for ends."
        },
        footer = {
            "Renew what ends within 60 days, from a timer",
            "PROGRAM certs renew --all --days 60 -y",
            "Renew the client certificate",
            "PROGRAM certs renew --client",
            "Replace the CA after a laptop was lost",
            "PROGRAM certs renew --rotate-ca"
        })
final class RenewCommand implements Callable<ExitCode> {
    private static final int MOST_DAYS = 10_000;

    private final Context context;

    @Mixin
    private MachineSelection selection = new MachineSelection();

    @Option(names = "--client", description = "Renew the client certificate of the store")
    private boolean client;

    @Option(names = "--ca", description = "Renew the certificate of the store's CA, for the same key and name")
    private boolean ca;

    @Option(names = "--rotate-ca", description = "Replace the store's CA by one with another key, machine by machine")
    private boolean rotateCa;

    @Option(names = "--days", description = "Renew what ends within so many days (30)")
    private @Nullable Long days;

    @Option(names = "-y", description = "Do not ask")
    private boolean yes;

    RenewCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        context.console().infoToStandardError();
        if (days != null && (days < 0 || days > MOST_DAYS)) {
            throw new UsageException("Error: --days is a number from 0 to " + MOST_DAYS + ", not " + days);
        }
        if (rotateCa) {
            if (!selection.isEmpty() || client || ca || days != null) {
                throw new UsageException(
                        "Error: --rotate-ca replaces all certificates: no other option but -y goes with it");
            }
            new CaReplacement(context, yes).run();
            return ExitCode.OK;
        }
        if (selection.isEmpty() && !client && !ca) {
            throw new UsageException(
                    "Error: Nothing to renew: name machines, or use --all, --client, --ca or --rotate-ca");
        }
        CertificateList list = days == null ? context.certificateList() : endingWithin(Duration.ofDays(days));
        renewShared(list);
        if (!selection.isEmpty()) {
            List<String> failures = new ArrayList<>();
            renew(load(failures), list, failures);
            if (!failures.isEmpty()) {
                throw new JmException(String.join("\n", failures));
            }
        }
        return ExitCode.OK;
    }

    private void renewShared(CertificateList list) {
        List<CertificateEntry> before = list.ofStore();
        if (ca && isWanted(before.get(0)) && isAllowed(before.get(0))) {
            context.localCertificates().renewCa();
        }
        if (client && isWanted(before.get(1))) {
            context.localCertificates().renewClient();
        }
        if (client || ca) {
            context.machines().updateContexts();
        }
        List<CertificateEntry> after = list.ofStore();
        if (ca) {
            report("store", before.get(0), after.get(0));
        }
        if (client) {
            report("store", before.get(1), after.get(1));
        }
    }

    /** Asks about a CA that does not need it: every engine has its certificate. */
    private boolean isAllowed(CertificateEntry authority) {
        return yes
                || authority.state() != CertificateState.OK
                || Consent.given(
                        context.console(),
                        "The CA certificate of the store is valid until " + authority.until()
                                + ". Renew it nevertheless?",
                        "-y");
    }

    private CertificateList endingWithin(Duration margin) {
        return new CertificateList(context.store().layout(), context.machineDrivers(), context.ticker(), margin);
    }

    /** One machine that cannot be read does not stop the others. */
    private List<Machine> load(List<String> failures) {
        List<Machine> machines = new ArrayList<>();
        for (String name : selection.names(context)) {
            try {
                machines.add(context.store().load(name));
            } catch (JmException e) {
                failures.add(e.getMessage());
            }
        }
        return machines;
    }

    /** Without --days the user asks for new ones, whatever the dates. */
    private boolean isWanted(CertificateEntry entry) {
        return days == null || entry.state() != CertificateState.OK;
    }

    private void renew(List<Machine> machines, CertificateList list, List<String> failures) {
        CertificateRenewal renewal = context.certificateRenewal(list);
        List<Machine> due = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Map<String, CertificateRenewal.Need> before = new HashMap<>();
        for (CertificateRenewal.Need need : renewal.needs(machines)) {
            report(need);
            if (need.isManagedElsewhere() && !selection.byOption()) {
                failures.add("The certificate of the engine of the machine \""
                        + need.machine().name() + "\" is managed elsewhere: jm cannot renew it");
            }
            if (need.isDue()) {
                due.add(need.machine());
                names.add(need.machine().name());
                before.put(need.machine().name(), need);
            }
        }
        if (due.isEmpty() || !yes && !isAllowed(names)) {
            return;
        }
        try {
            renewal.renew(due, false);
        } catch (JmException e) {
            failures.add(e.getMessage());
        }
        for (CertificateRenewal.Need after : renewal.needs(due)) {
            CertificateRenewal.Need former = before.get(after.machine().name());
            CertificateEntry entry = after.entry();
            if (entry == null) {
                report(after);
            } else {
                report(after.machine().name(), former == null ? null : former.entry(), entry);
            }
        }
    }

    private void report(CertificateRenewal.Need need) {
        String name = need.machine().name();
        CertificateEntry entry = need.entry();
        if (entry != null) {
            report(name, entry);
        } else if (need.failure() == null) {
            context.console().result(name + ": its certificate is managed elsewhere");
        } else {
            context.console().error(name + ": its certificate is not known: " + need.failure());
        }
    }

    /** Reports what became of a certificate; one that was not renewed is as it was. */
    private void report(String owner, @Nullable CertificateEntry before, CertificateEntry after) {
        boolean same = before != null && Objects.equals(before.certificate(), after.certificate());
        if (same || after.certificate() == null) {
            report(owner, after);
            return;
        }
        // with --days, the new one may end within so many days too
        boolean fine = after.state() == CertificateState.OK || after.state() == CertificateState.ENDS_SOON;
        context.console()
                .result(owner + ": " + after.kind().text() + " certificate renewed, until " + after.until()
                        + (fine ? "" : ", but: " + after.state().text()));
    }

    private void report(String owner, CertificateEntry entry) {
        String until = entry.until();
        context.console()
                .result(owner + ": " + entry.kind().text() + " certificate "
                        + entry.state().text()
                        + (until == null ? "" : ", until " + until));
    }

    private boolean isAllowed(List<String> names) {
        return Consent.given(
                context.console(),
                "The " + (names.size() == 1 ? "engine" : "engines") + " of " + String.join(", ", names)
                        + " will restart, which may stop containers. Renew?",
                "-y");
    }
}
