package io.jm.drivers.qemu.share;

import io.jm.base.JmException;
import io.jm.driver.DriverContext;
import io.jm.driver.SharedDirectory;
import io.jm.os.Environment;
import io.jm.os.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The directories that a machine shares with this computer: chosen once at create, offered at each start. */
public final class Shares {
    /** The option that names a directory. */
    public static final String FLAG = "qemu-share";

    /** The value that shares nothing. */
    public static final String NONE = "none";

    /** How the tags of the directories start, which QEMU and the machine's mounts use. */
    private static final String TAG = "jm";

    private final DriverContext context;
    private final Path sockets;
    private final Supplier<ShareSupport> support;

    /**
     * Makes the shares of a machine.
     *
     * @param sockets the directory for sockets
     * @param qemu the program that runs the machine
     */
    public static Shares of(DriverContext context, Path sockets, Platform platform, Path qemu) {
        return new Shares(context, sockets, () -> ShareSupport.of(platform, context.environment(), qemu));
    }

    /** As {@link #of}; what this computer can do is only asked for if there is something to share. */
    Shares(DriverContext context, Path sockets, Supplier<ShareSupport> support) {
        this.context = context;
        this.sockets = sockets;
        this.support = support;
    }

    /**
     * What config.json keeps.
     *
     * @param options the values of {@code --qemu-share}, complete; {@code none} alone if nothing is shared
     */
    public record Plan(List<String> options, ShareType type) {
        static Plan nothing() {
            return new Plan(List.of(NONE), ShareType.NONE);
        }
    }

    /**
     * Decides what is shared, before anything is made.
     *
     * @param options the values of {@code --qemu-share}; empty for the home directory
     * @param wanted a type, or {@code auto}
     * @param image the image of the machine: a name, a path or a URL
     * @param user the login of the machine
     * @throws JmException if a directory that the user named cannot be shared; if the home directory cannot, a line says
     *     so
     */
    public Plan plan(List<String> options, String wanted, String image, String user) {
        ShareType.check(wanted);
        if (options.contains(NONE)) {
            if (options.size() > 1) {
                throw new JmException("--" + FLAG + " none excludes other directories");
            }
            return Plan.nothing();
        }
        if (wanted.equals(ShareType.NONE.text())) {
            return Plan.nothing();
        }
        if (!options.isEmpty()) {
            return checked(parsed(options, context.environment()), wanted, image, user);
        }
        String home = context.environment().home();
        if (home == null || home.isEmpty()) {
            return Plan.nothing();
        }
        try {
            return checked(List.of(ShareOption.parse(home, context.environment())), wanted, image, user);
        } catch (JmException e) {
            context.say("Your home directory is not shared with the machine: " + e.getMessage());
            return Plan.nothing();
        }
    }

    private Plan checked(List<ShareOption> shares, String wanted, String image, String user) {
        new ShareRules(context.storePath(), user).check(shares);
        boolean readOnly = shares.stream().anyMatch(ShareOption::readOnly);
        ShareSupport.Choice choice = support.get().choose(wanted, image, readOnly);
        if (choice.type() == ShareType.NONE) {
            throw new JmException(choice.reason());
        }
        return new Plan(shares.stream().map(ShareOption::text).toList(), choice.type());
    }

    private static List<ShareOption> parsed(List<String> options, Environment environment) {
        return options.stream()
                .map(option -> ShareOption.parse(option, environment))
                .toList();
    }

    /** Returns what a machine with this plan is offered; nothing is looked at. */
    public static List<SharedDirectory> directories(Plan plan, Environment environment) {
        if (plan.type() == ShareType.NONE || plan.options().contains(NONE)) {
            return List.of();
        }
        List<SharedDirectory> directories = new ArrayList<>();
        for (ShareOption share : parsed(plan.options(), environment)) {
            directories.add(new SharedDirectory(
                    TAG + directories.size(), plan.type().text(), share.host(), share.guest(), share.readOnly()));
        }
        return directories;
    }

    /**
     * Starts what QEMU needs to offer the directories. One that is not there now, or cannot be offered, is left out with a
     * line: the machine starts without it.
     *
     * @param memoryMb the machine's whole memory
     * @return QEMU's arguments
     */
    public List<String> start(Plan plan, int memoryMb) {
        List<SharedDirectory> present = new ArrayList<>();
        for (SharedDirectory share : directories(plan, context.environment())) {
            if (Files.isDirectory(share.host())) {
                present.add(share);
            } else {
                leaveOut(share, "it is not a directory, or not there now");
            }
        }
        if (present.isEmpty()) {
            return List.of();
        }
        return plan.type() == ShareType.NINE_P ? ShareArguments.nineP(present) : virtioFs(present, memoryMb);
    }

    private List<String> virtioFs(List<SharedDirectory> shares, int memoryMb) {
        ShareSupport found = support.get();
        VirtioFsProgram program = found.daemon();
        if (program == null) {
            shares.forEach(share -> leaveOut(share, found.daemonProblem()));
            return List.of();
        }
        List<SharedDirectory> served = new ArrayList<>();
        List<Path> places = new ArrayList<>();
        VirtioFsProgram.Owner owner = VirtioFsProgram.Owner.current();
        for (SharedDirectory share : shares) {
            VirtioFsDaemon daemon = daemon(share.tag());
            try {
                daemon.start(program.command(share, daemon.socket(), owner));
                served.add(share);
                places.add(daemon.socket());
            } catch (JmException e) {
                leaveOut(share, e.getMessage());
            }
        }
        return ShareArguments.virtioFs(served, places, memoryMb);
    }

    private VirtioFsDaemon daemon(String tag) {
        String name = "share-" + tag.substring(TAG.length());
        return new VirtioFsDaemon(
                sockets.resolve(name + ".sock"), context.machineDirectory().resolve(name + ".log"), context.ticker());
    }

    private void leaveOut(SharedDirectory share, String reason) {
        context.say("Warning: " + share.host() + " is not shared with the machine this time: " + reason);
    }

    /** Ends what {@link #start} started: QEMU did not start, or was killed in a way that its daemons survived. */
    public void end(Plan plan) {
        if (plan.type() != ShareType.VIRTIOFS) {
            return;
        }
        // without a look at the options: one that was edited must not keep a machine from being removed
        for (int i = 0; i < Math.min(plan.options().size(), ShareRules.MOST); i++) {
            daemon(TAG + i).end();
        }
    }
}
