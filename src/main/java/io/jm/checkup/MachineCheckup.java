package io.jm.checkup;

import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.driver.MachineState;
import io.jm.machine.Machine;
import io.jm.os.Setting;
import io.jm.store.UnreadableDocumentException;
import io.jm.text.Printable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs the checks of one machine.
 *
 * @param network whether its driver's provider, its engine and its SSH server are contacted
 */
record MachineCheckup(CheckupParts parts, Findings findings, boolean network) {
    /** How long an engine and an SSH server may take. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    void run(String name) {
        Machine machine;
        try {
            machine = parts.store().peek(name);
        } catch (JmException e) {
            findings.error("store.config", e.getMessage(), restore(name, e));
            return;
        }
        Checkup.run(new StorePaths(parts.store(), machine), findings);
        Checkup.run(new UnfinishedMachine(parts.layout(), name, program()), findings);
        try (Driver driver = parts.machineDrivers().open(machine)) {
            checks(machine, driver);
        } catch (JmException e) {
            findings.error("driver.start", e.getMessage(), null);
            certificates(machine, machine.address(), true);
        }
    }

    /** The copy that brings back the document from before the last change. */
    private @Nullable String restore(String name, JmException failure) {
        Path backup = parts.layout().configBackup(name);
        boolean restorable = failure instanceof UnreadableDocumentException && Files.exists(backup);
        return restorable
                ? "cp \"" + Printable.line(backup.toString()) + "\" \""
                        + Printable.line(parts.layout().config(name).toString()) + '"'
                : null;
    }

    private void checks(Machine machine, Driver driver) {
        if (!driver.isInstalled()) {
            missing(driver);
        }
        boolean unfinished = new UnfinishedMachine(parts.layout(), machine.name(), program()).is();
        if (!unfinished) {
            certificates(machine, network ? address(machine, driver) : machine.address(), !network || answers(driver));
            Checkup.run(
                    new ClientFiles(parts.layout(), parts.certificates(), machine, driver.sshKeyPath(), program()),
                    findings);
        }
        Checkup.run(new SshConfigSection(parts, machine, driver, network), findings);
        if (!network) {
            return;
        }
        String state = stopped(driver);
        if (!state.isEmpty()) {
            findings.skipped("engine.connect", "engine and SSH: the machine is " + state);
            return;
        }
        if (!unfinished) {
            Checkup.run(engine(machine, driver), findings);
            Checkup.run(new PresentedByEngine(parts.store(), machine, driver, program(), LIMIT), findings);
            Checkup.run(new SwarmMember(parts.layout(), machine, driver, program(), LIMIT), findings);
        }
        if (driver.capabilities().ssh()) {
            Checkup.run(ssh(machine, driver), findings);
        } else {
            findings.skipped("ssh.login", "SSH: the machine is only recorded");
        }
    }

    private EngineCheck engine(Machine machine, Driver driver) {
        EngineOverSsh overSsh = new EngineOverSsh(
                parts.layout(),
                parts.sshTargets(),
                parts.ssh(),
                () -> hasContextOverSsh(machine.name()),
                machine,
                driver,
                LIMIT);
        return new EngineCheck(parts.layout(), machine, driver, parts.ticker(), program(), LIMIT, overSsh);
    }

    private SshCheck ssh(Machine machine, Driver driver) {
        return new SshCheck(parts.sshTargets(), parts.ssh(), machine, driver, program(), LIMIT);
    }

    private String program() {
        return parts.environment().program();
    }

    /** Whether the host is at its address, as far as the driver asks it. */
    private static boolean answers(Driver driver) {
        try {
            return !driver.capabilities().existingHost() || driver.state() == MachineState.RUNNING;
        } catch (JmException e) {
            // another check reports that
            return true;
        }
    }

    private boolean hasContextOverSsh(String name) {
        try {
            return parts.contexts().get().own().isReachedOverSsh(name);
        } catch (JmException e) {
            // another check says what is wrong with the contexts
            return false;
        }
    }

    private void missing(Driver driver) {
        try {
            driver.state();
        } catch (JmException e) {
            findings.error(
                    "driver.missing",
                    e.getMessage().strip() + " A Go docker-machine that has it can be named by "
                            + Setting.DRIVER_HOST.variable(),
                    null);
        }
    }

    private void certificates(Machine machine, String address, boolean answers) {
        Checkup.run(new MachineCertificates(parts.certificates(), machine, address, answers, program()), findings);
    }

    private static String address(Machine machine, Driver driver) {
        try {
            return driver.ip();
        } catch (JmException e) {
            return machine.address();
        }
    }

    /** Returns the state of a machine that does not run on purpose, else an empty text. */
    private static String stopped(Driver driver) {
        try {
            MachineState state = driver.state();
            boolean off =
                    state == MachineState.STOPPED || state == MachineState.SAVED || state == MachineState.STOPPING;
            return off && driver.capabilities().ssh() && !driver.capabilities().existingHost() ? state.text() : "";
        } catch (JmException e) {
            // the address may still be known
            return "";
        }
    }
}
