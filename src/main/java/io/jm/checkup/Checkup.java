package io.jm.checkup;

import io.jm.base.JmException;
import io.jm.base.UnexpectedException;
import io.jm.certs.CertificateFiles;
import io.jm.go.text.NaturalOrder;
import io.jm.lifecycle.FanOut;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs the checks: of this computer and the store, and of machines. Changes nothing. */
public final class Checkup {
    private final CheckupParts parts;
    private final DockerPrograms programs;

    public Checkup(CheckupParts parts) {
        this.parts = parts;
        this.programs = new DockerPrograms(parts.environment());
    }

    /**
     * Runs all checks of this computer, of the store and of machines, several at the same time.
     *
     * @param names the machines
     * @param network whether engines and SSH servers are contacted
     * @return the findings of this computer, then those of the machines in the order of their names
     */
    public List<Finding> run(List<String> names, boolean network) {
        List<Runnable> jobs = new ArrayList<>();
        List<Findings> results = new ArrayList<>();
        for (Check check : computer(network)) {
            Findings findings = new Findings(null);
            results.add(findings);
            jobs.add(() -> run(check, findings));
        }
        for (String name : names) {
            Findings findings = new Findings(name);
            results.add(findings);
            jobs.add(() -> new MachineCheckup(parts, findings, network).run(name));
        }
        FanOut.run(
                IntStream.range(0, jobs.size()).boxed().toList(),
                i -> jobs.get(i).run());
        List<Finding> all = new ArrayList<>();
        results.forEach(findings -> all.addAll(findings.all()));
        return all;
    }

    /** A check that fails itself is a finding, and the other checks go on. */
    static void run(Check check, Findings findings) {
        try {
            check.run(findings);
        } catch (RuntimeException | StackOverflowError e) {
            findings.error(check.id(), UnexpectedException.of(e).getMessage(), null);
        }
    }

    /** A new check of this computer or of the store is one line here. */
    private List<Check> computer(boolean network) {
        List<String> names = parts.store().names();
        String program = parts.environment().program();
        boolean issued = names.stream().anyMatch(this::usesCertificatesOfStore);
        String home = parts.environment().home();
        Path userHome = home == null || home.isEmpty() ? null : Path.of(home);
        List<Check> checks = new ArrayList<>(List.of(
                new FileModes(parts.layout(), names),
                new UnfinishedDirectories(parts.layout(), parts.ticker().now()),
                new LeftLocks(parts.layout(), parts.ticker().now()),
                new StoreCertificates(parts.certificates(), issued, program),
                new DockerContextsCheck(parts, network),
                new SshConfigModes(
                        parts.sshConfig(),
                        userHome == null ? null : userHome.resolve(".ssh").resolve("config")),
                new SshConfigLeft(parts.sshConfig(), names),
                new ShellVariables(parts.environment(), parts.store()),
                programs));
        if (userHome != null) {
            checks.add(new SshConfigInclude(parts.sshConfig(), userHome));
        }
        return checks;
    }

    /** Whether a machine has an engine with a certificate of the store's CA; an imported one has its own CA. */
    private boolean usesCertificatesOfStore(String name) {
        if (!Files.exists(parts.layout().serverCert(name))) {
            return false;
        }
        try {
            return CertificateFiles.of(parts.layout(), parts.store().peek(name))
                    .isIn(parts.layout().certs());
        } catch (JmException e) {
            // the checks of the machine report that
            return true;
        }
    }

    /** Returns the names of all machines, in the order of {@code ls}. */
    public List<String> allNames() {
        List<String> names = new ArrayList<>(parts.store().names());
        names.sort(new NaturalOrder());
        return names;
    }

    /**
     * Repairs what can be repaired; one failure does not stop the others.
     *
     * @return one line for each failure
     */
    public List<String> fix(List<Finding> findings) {
        List<String> failures = new ArrayList<>();
        for (Finding finding : findings) {
            Finding.@Nullable Fix fix = finding.fix();
            if (fix != null) {
                try {
                    fix.action().run();
                } catch (JmException e) {
                    failures.add(e.getMessage());
                }
            }
        }
        return failures;
    }
}
