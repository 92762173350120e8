package io.jm;

import io.jm.base.ExitCode;
import io.jm.cli.App;
import io.jm.cli.DockerCliPlugin;
import io.jm.cli.LiveContext;
import io.jm.cli.PluginApp;
import io.jm.cli.command.Commands;
import io.jm.console.Console;
import io.jm.console.StreamConsole;
import io.jm.console.TerminalConsole;
import io.jm.os.Environment;
import io.jm.os.Signals;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.Arrays;
import java.util.List;

/** Starts jm. */
public final class Main {
    private static final int BUFFER_BYTES = 8192;

    private Main() {}

    public static void main(String[] args) {
        Signals.prepare();
        Environment environment = Environment.system();
        List<String> arguments = Arrays.asList(args);
        ExitCode code;
        if (environment.startedAsPlugin()) {
            code = new PluginApp(environment, console(environment, true)).run();
        } else if (environment.startedByDocker(arguments)) {
            code = run(new DockerCliPlugin(environment, arguments));
        } else {
            code = run(environment, arguments);
        }
        // the native run-time crashes if an interrupt (of a signal) is pending when it joins threads at exit
        Thread.interrupted();
        System.exit(code.value());
    }

    private static ExitCode run(DockerCliPlugin docker) {
        if (docker.asksForMetadata()) {
            Console console = console(docker.ownEnvironment(), false);
            console.write(DockerCliPlugin.metadata());
            console.flush();
            return ExitCode.OK;
        }
        return run(docker.ownEnvironment(), docker.ownArguments());
    }

    static ExitCode run(Environment environment, List<String> arguments) {
        return new App(environment, new Commands(), debug -> console(environment, debug), LiveContext::new)
                .run(arguments);
    }

    private static Console console(Environment environment, boolean debug) {
        FileOutputStream err = new FileOutputStream(FileDescriptor.err);
        Console plain = new StreamConsole(
                new FileInputStream(FileDescriptor.in),
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES),
                err,
                debug);
        return environment.showsProgress() ? new TerminalConsole(plain, err) : plain;
    }
}
