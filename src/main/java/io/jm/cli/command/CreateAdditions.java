package io.jm.cli.command;

import io.jm.base.UsageException;
import io.jm.cli.Addition;
import io.jm.cli.Parallel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code create} that docker-machine lacks and that describe the machines to create. */
final class CreateAdditions {
    private static final int MAX_COUNT = 1000;

    @Option(
            names = "--count",
            order = Addition.OPTION,
            description = "Create that many machines, called MACHINE-1, MACHINE-2 and so on")
    private @Nullable Long count;

    @Option(
            names = "--parallel",
            order = Addition.OPTION,
            defaultValue = "4",
            description = "How many machines are created at the same time")
    private long parallel = 4;

    @Option(
            names = "--if-not-exists",
            order = Addition.OPTION,
            description = "Leave a machine that exists as it is, and finish one whose creation failed half-way")
    private boolean ifNotExists;

    @Option(
            names = "--no-provision",
            order = Addition.OPTION,
            description = "Create the instance only; 'provision' installs the engine later")
    private boolean noProvision;

    @Option(
            names = "--adopt",
            order = Addition.OPTION,
            description =
                    "Take over the host's engine, which works with TLS and these certificates, and change nothing")
    private boolean adopt;

    @Option(
            names = "--user-data",
            order = Addition.OPTION,
            description = "File with user data for cloud-init, for the driver's own option of whatever name")
    private String userData = "";

    @Option(
            names = "--provision-script",
            order = Addition.OPTION,
            description =
                    "Script for sh, run on the host as root when the engine works; before:FILE before it is installed")
    private List<String> provisionScripts = new ArrayList<>();

    @Option(names = "--group", order = Addition.OPTION, description = "Group of the machine, for 'ls --filter group='")
    private String group = "";

    @Option(
            names = "--ssh-jump",
            order = Addition.OPTION,
            paramLabel = "[USER@]HOST[:PORT][,...]",
            description = "Hosts through which SSH goes to the machine")
    private String sshJump = "";

    @Option(
            names = "--open-swarm-ports",
            order = Addition.OPTION,
            description = "Open the ports of a swarm at the provider, where the driver can; to everybody")
    private boolean openSwarmPorts;

    @Option(names = "--context", order = Addition.OPTION, description = "Also create a docker context for the machine")
    private boolean dockerContext;

    /**
     * Returns the names of the machines: those that are named, or the numbered ones.
     *
     * @throws UsageException if a number is impossible, or there are several names to number
     */
    List<String> names(List<String> named) {
        Parallel.checked(parallel);
        if (count == null) {
            return List.copyOf(new LinkedHashSet<>(named));
        }
        if (count < 1 || count > MAX_COUNT) {
            throw new UsageException("Error: --count must be a number from 1 to " + MAX_COUNT);
        }
        if (named.size() > 1) {
            throw new UsageException("Error: --count numbers one name; there are " + named.size());
        }
        List<String> numbered = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            numbered.add(named.get(0) + "-" + i);
        }
        return numbered;
    }

    int parallel() {
        return Parallel.checked(parallel);
    }

    boolean ifNotExists() {
        return ifNotExists;
    }

    boolean provisioned() {
        return !noProvision;
    }

    boolean adopted() {
        return adopt;
    }

    /**
     * Refuses what changes a host whose engine is adopted.
     *
     * @param given the names of the options of the command line
     */
    void refuseChangesOfAdopted(Set<String> given) {
        String useless = given.stream()
                .filter(CreateAdditions::changesHost)
                .sorted()
                .map(name -> "--" + name)
                .collect(Collectors.joining(", "));
        if (adopt && !useless.isEmpty()) {
            throw new UsageException("Error: --adopt changes nothing on the host: leave out " + useless);
        }
    }

    private static boolean changesHost(String option) {
        return switch (option) {
            case "tls-san", "provision-script", "no-provision", "plan" -> true;
            default -> option.startsWith("engine-") || option.startsWith("swarm");
        };
    }

    String userData() {
        return userData;
    }

    List<String> provisionScripts() {
        return provisionScripts;
    }

    String group() {
        return group;
    }

    /** Returns the jump hosts as they are recorded; empty if there are none. */
    String sshJump() {
        return SshJumpOption.recorded(sshJump);
    }

    boolean openSwarmPorts() {
        return openSwarmPorts;
    }

    boolean dockerContext() {
        return dockerContext;
    }
}
