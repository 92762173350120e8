package io.jm;

import io.jm.console.StreamConsole;
import io.jm.os.Environment;

/** Starts jm. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Environment environment = Environment.system();
        StreamConsole console = new StreamConsole(System.in, System.out, System.err, false);
        console.result(environment.programName() + " version 0.1.0");
        console.flush();
        System.exit(0);
    }
}
