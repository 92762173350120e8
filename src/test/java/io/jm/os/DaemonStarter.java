package io.jm.os;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The program that {@link DaemonTest} runs: starts a daemon, and ends or waits. */
public final class DaemonStarter {
    private DaemonStarter() {}

    /** Starts a daemon with the log in the first argument; the second says whether to wait for a signal. */
    public static void main(String[] args) throws InterruptedException {
        Daemon.start(List.of("/bin/sh", "-c", "echo $$; exec sleep 60"), Map.of(), Path.of(args[0]));
        System.out.println("started");
        if (args[1].equals("wait")) {
            Thread.sleep(60_000);
        }
    }
}
