package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.console.Console;
import io.jm.driver.Driver;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import java.nio.file.Files;
import java.util.List;

/**
 * The files by which other programs know machines, and which follow their changes: docker's contexts, and the store's
 * ssh_config. {@link Machines#editEach}, {@link Creation} and {@link Removal}, through which all changes go, call this. For a
 * machine that nothing follows it looks for two files and loads no class.
 */
final class Followers {
    private final StoreLayout layout;
    private final Console console;
    private final Environment environment;

    Followers(StoreLayout layout, Console console, Environment environment) {
        this.layout = layout;
        this.console = console;
        this.environment = environment;
    }

    /**
     * Brings what follows the machine up to date after a change that succeeded; the caller holds its lock. A failure is
     * reported and does not undo that success. What has no address now, as a machine that was stopped, is left alone.
     */
    void changed(Machine machine, Driver driver) {
        // first: a context may lead through it
        if (Files.exists(layout.sshConfig())) {
            report("ssh_config", machine.name(), () -> sshConfig().changed(machine, driver));
        }
        List<String> names = contexts(machine.name());
        if (!names.isEmpty() && hasAddress(driver)) {
            report("docker context", machine.name(), () -> {
                Contexts contexts = new Contexts(layout, console, environment);
                names.forEach(name -> contexts.write(machine, driver, name));
            });
        }
    }

    private SshConfigFile sshConfig() {
        return new SshConfigFile(layout, console, environment);
    }

    private void report(String what, String machine, Runnable work) {
        try {
            work.run();
        } catch (JmException e) {
            console.error("The " + what + " of \"" + machine + "\" was not brought up to date: " + e.getMessage());
        }
    }

    private static boolean hasAddress(Driver driver) {
        try {
            return !driver.url().isEmpty();
        } catch (JmException e) {
            return false;
        }
    }

    /** Removes what follows a machine that is about to be removed; the caller holds its lock. Failures are reported. */
    void removing(String machine) {
        if (Files.exists(layout.sshConfig())) {
            report("ssh_config", machine, () -> sshConfig().removing(machine));
        }
        if (!contexts(machine).isEmpty()) {
            report("docker context", machine, () -> {
                Contexts contexts = new Contexts(layout, console, environment);
                contexts.remove(contexts.own().of(machine));
            });
        }
    }

    /** Whether docker has contexts of the machine. */
    boolean hasContexts(String machine) {
        return !contexts(machine).isEmpty();
    }

    private List<String> contexts(String machine) {
        if (!Files.exists(layout.extras(machine))) {
            return List.of();
        }
        try {
            return new ExtrasFile(layout.extras(machine)).contexts();
        } catch (JmException e) {
            console.error("The docker contexts of \"" + machine + "\" are not known: " + e.getMessage());
            return List.of();
        }
    }
}
