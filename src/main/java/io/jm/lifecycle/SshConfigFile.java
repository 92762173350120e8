package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.console.Console;
import io.jm.driver.Driver;
import io.jm.drivers.SshTargets;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.AtomicFile;
import io.jm.os.BoundedReader;
import io.jm.os.Environment;
import io.jm.os.FileLock;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.os.LockHolder;
import io.jm.os.Setting;
import io.jm.ssh.HostBlock;
import io.jm.ssh.UserHosts;
import io.jm.text.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code ssh_config} of the store: one section for each machine, which starts with a comment and has a block for
 * OpenSSH. It exists only if the user asked for it. A machine that has no address keeps the section that it had.
 */
public final class SshConfigFile {
    private static final Duration LOCK_TIMEOUT = Duration.ofMinutes(1);
    private static final String HEADER = "# The machines of jm for ssh; jm writes this file\n";
    private static final String SECTION = "# Machine \"";
    private static final String HOST = "Host ";

    private final StoreLayout layout;
    private final Console console;
    private final SshTargets targets;
    private final @Nullable String home;
    private @Nullable Map<String, String> usersHosts;

    public SshConfigFile(StoreLayout layout, Console console, Environment environment) {
        this.layout = layout;
        this.console = console;
        this.home = environment.home();
        // the file is for all programs of the user: the name by which jm was called does not matter
        Map<String, String> variables = new HashMap<>(environment.variables());
        variables.put(Setting.HOST_KEY_CHECK.variable(), environment.get(Setting.HOST_KEY_CHECK, "pin"));
        variables.remove(Setting.SSH_CONFIG.variable());
        this.targets = new SshTargets(layout, environment.with(variables));
    }

    /** Returns where the file is. */
    public Path path() {
        return layout.sshConfig();
    }

    /** Returns whether the user asked for the file. */
    public boolean exists() {
        return Files.exists(layout.sshConfig());
    }

    /**
     * Returns the section of a machine: a block, or only a comment if there is nowhere to log in to. What ssh_config cannot
     * express is reported.
     */
    public String section(Machine machine, Driver driver) {
        String name = Printable.line(machine.name());
        String title = SECTION + name + "\" (jm, " + Printable.line(machine.driverName()) + ")";
        HostBlock block;
        try {
            block = new HostBlock(alias(machine.name()), targets.of(machine.name(), driver));
        } catch (JmException e) {
            return title + ": " + Printable.line(e.getMessage()) + "\n";
        }
        try {
            return title + "\n" + block.text();
        } catch (JmException e) {
            console.error("The machine \"" + name + "\" is left out: " + e.getMessage());
            return title + ": left out, because " + Printable.line(e.getMessage()) + "\n";
        }
    }

    /** A host that the user's own configuration has would no longer mean what it means there. */
    private String alias(String machine) {
        String place = usersHosts().get(machine);
        if (place == null) {
            return machine;
        }
        String alias = "jm-" + machine;
        // once, not at each change of the machine
        if (!alias.equals(aliasOf(machine))) {
            console.error("Your ssh configuration has a host \"" + Printable.line(machine) + "\" of its own ("
                    + Printable.line(place) + "): the machine is \"" + Printable.line(alias) + "\" for ssh.");
        }
        return alias;
    }

    private synchronized Map<String, String> usersHosts() {
        Map<String, String> known = usersHosts;
        if (known == null) {
            known = home == null ? Map.of() : UserHosts.of(Path.of(home), layout.sshConfig());
            usersHosts = known;
        }
        return known;
    }

    /** Returns the host by which ssh knows a machine, or null if the file has none. */
    public @Nullable String aliasOf(String machine) {
        return aliasIn(sections().getOrDefault(machine, ""));
    }

    /** Returns the host of a section, or null if it is only a comment. */
    public static @Nullable String aliasIn(String section) {
        for (String line : section.split("\n", -1)) {
            if (line.startsWith(HOST)) {
                return line.substring(HOST.length());
            }
        }
        return null;
    }

    /** Returns the sections of the file by the names of their machines. */
    public Map<String, String> sections() {
        Map<String, String> sections = new TreeMap<>();
        String name = null;
        for (String line : text().split("\n", -1)) {
            int end = line.indexOf('"', SECTION.length());
            if (line.startsWith(SECTION) && end >= 0) {
                name = line.substring(SECTION.length(), end);
                sections.put(name, "");
            }
            if (name != null && !line.isEmpty()) {
                sections.merge(name, line + "\n", String::concat);
            }
        }
        return sections;
    }

    private String text() {
        try {
            return exists() ? BoundedReader.text(layout.sshConfig(), Limits.SMALL_FILE) : "";
        } catch (IOException e) {
            throw new JmException("open " + layout.sshConfig() + ": " + IoReason.of(e), e);
        }
    }

    /** Returns whether the file has what is known of a machine now; one that has no address now is not known better. */
    public boolean isUpToDate(Machine machine, Driver driver) {
        String written = sections().getOrDefault(machine.name(), "");
        return newest(written, section(machine, driver)).equals(written);
    }

    /** Returns the section of now, unless only the one that was written has an address. */
    private static String newest(String written, String now) {
        return aliasIn(now) == null && aliasIn(written) != null ? written : now;
    }

    /** Brings the section of one machine up to date; the file exists. */
    void changed(Machine machine, Driver driver) {
        String section = section(machine, driver);
        edit(sections -> sections.merge(machine.name(), section, SshConfigFile::newest));
    }

    /** Removes the section of a machine; the file exists. */
    public void removing(String machine) {
        edit(sections -> sections.remove(machine));
    }

    /** Replaces all sections. */
    public void write(Map<String, String> sections) {
        edit(written -> {
            written.keySet().retainAll(sections.keySet());
            sections.forEach((machine, section) -> written.merge(machine, section, SshConfigFile::newest));
        });
    }

    /** Deletes the file. */
    public void delete() {
        try {
            Files.deleteIfExists(layout.sshConfig());
        } catch (IOException e) {
            throw new JmException("remove " + layout.sshConfig() + ": " + IoReason.of(e), e);
        }
    }

    private void edit(Consumer<Map<String, String>> change) {
        try (FileLock lock = FileLock.acquire(layout.sshConfigLock(), LOCK_TIMEOUT, this::waiting)) {
            Map<String, String> sections = sections();
            change.accept(sections);
            StringBuilder text = new StringBuilder(HEADER);
            sections.values().forEach(section -> text.append('\n').append(section));
            if (!text.toString().equals(text())) {
                byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                // ssh refuses a file that others may write
                AtomicFile.write(layout.sshConfig(), bytes, AtomicFile.OWNER_ONLY);
            }
        } catch (IOException e) {
            throw new JmException("write " + layout.sshConfig() + ": " + IoReason.of(e), e);
        }
    }

    private void waiting(Path lock) {
        console.error("Waiting for " + LockHolder.text(lock) + ", which is changing ssh_config (lock " + lock + ")");
    }
}
