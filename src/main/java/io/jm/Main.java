package io.jm;

import io.jm.base.ExitCode;
import io.jm.cli.App;
import io.jm.cli.Context;
import io.jm.cli.GlobalOptions;
import io.jm.cli.LiveContext;
import io.jm.cli.command.Commands;
import io.jm.console.Console;
import io.jm.console.StreamConsole;
import io.jm.console.TerminalConsole;
import io.jm.os.Environment;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Starts jm. */
public final class Main {
    private static final int BUFFER_BYTES = 8192;

    private Main() {}

    public static void main(String[] args) {
        ExitCode code = run(Environment.system(), Arrays.asList(args));
        System.exit(code.value());
    }

    static ExitCode run(Environment environment, List<String> words) {
        return new App(environment, new Commands(), new RealConsole(environment), new RealContext()).run(words);
    }

    // Classes, since the first lambda costs the jar form milliseconds at every start.

    private record RealConsole(Environment environment) implements Function<Boolean, Console> {
        @Override
        public Console apply(Boolean debug) {
            FileOutputStream err = new FileOutputStream(FileDescriptor.err);
            Console plain = new StreamConsole(
                    new FileInputStream(FileDescriptor.in),
                    new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES),
                    err,
                    debug);
            return environment.showsProgress() ? new TerminalConsole(plain, err) : plain;
        }
    }

    private static final class RealContext implements App.ContextFactory {
        @Override
        public Context open(
                Environment environment, Console console, GlobalOptions globals, List<String> commandLine) {
            return new LiveContext(environment, console, globals, commandLine);
        }
    }
}
