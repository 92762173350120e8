package io.jm.api;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** A program that uses jm as a library and handles SIGINT itself; {@link GuestTest} starts it. */
final class GuestProgram {
    private static final List<String> FOREIGN = new ArrayList<>();

    private GuestProgram() {}

    public static void main(String[] args) {
        Signal interrupt = new Signal("INT");
        SignalHandler own = signal -> {};
        Signal.handle(interrupt, own);
        DockerMachines machines = DockerMachines.inStore(Path.of(args[0]))
                .withVariables(Map.of("HOME", args[0]))
                .withLog(line -> {
                    // in the middle of the work
                    if (Signal.handle(interrupt, own) != own) {
                        FOREIGN.add(line);
                    }
                });
        machines.create("box", MachineSpec.of("none").with("url", "tcp://192.0.2.5:2376"));
        machines.list();
        machines.environment("box");
        String failure = "";
        try {
            machines.start("box");
        } catch (DockerMachineException e) {
            failure = e.getMessage();
        }
        machines.remove("box");
        if (!FOREIGN.isEmpty() || !failure.contains("already running")) {
            throw new IllegalStateException("handled by jm at " + FOREIGN + "; start: " + failure);
        }
    }
}
