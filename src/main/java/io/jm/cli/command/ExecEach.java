package io.jm.cli.command;

import io.jm.base.CancelledException;
import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UnexpectedException;
import io.jm.console.LabelledOutput;
import io.jm.lifecycle.FanOut;
import io.jm.os.ChildProcess;
import io.jm.os.Children;
import io.jm.os.LocalCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs one command for several machines at the same time; one that fails does not stop the others. */
final class ExecEach {
    private static final String LEFT_OUT = "";
    private static final int ENDED_BY_CTRL_C = 128 + 2;
    private static final int CTRL_C_MILLIS = 500;

    private final List<String> names;
    private final Function<String, LocalCommand> commands;
    private final Children children;
    private final boolean failFast;
    private final @Nullable Path input;
    /** Why the machines failed; {@link #LEFT_OUT} for those whose command was ended or not started. */
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    private volatile boolean stopped;

    /**
     * Creates an instance.
     *
     * @param names the machines
     * @param commands returns the command for a machine, or throws a {@link JmException} if there is no connection
     * @param children starts the commands
     * @param failFast whether the first failure ends the other commands
     * @param input the file that is the standard input of each command; null if it is empty
     */
    ExecEach(
            List<String> names,
            Function<String, LocalCommand> commands,
            Children children,
            boolean failFast,
            @Nullable Path input) {
        this.names = names;
        this.commands = commands;
        this.children = children;
        this.failFast = failFast;
        this.input = input;
    }

    /**
     * Waits until every command has ended.
     *
     * @throws JmException if the command failed for a machine, with the list of these machines
     */
    ExitCode run(int parallel, LabelledOutput output) {
        FanOut.run(names, parallel, name -> run(name, output));
        String loss = output.loss();
        if (loss != null) {
            return lost(loss);
        }
        List<String> failed = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (String name : names) {
            String failure = failures.get(name);
            if (failure != null && failure.equals(LEFT_OUT)) {
                leftOut.add(name);
            } else if (failure != null) {
                failed.add(name + " (" + failure + ")");
            }
        }
        if (failed.isEmpty()) {
            return ExitCode.OK;
        }
        String others = leftOut.isEmpty() ? "" : "; ended or left out: " + String.join(", ", leftOut);
        throw new JmException(failed.size() + " of " + names.size() + " failed: " + String.join(", ", failed) + others);
    }

    /** Ends the commands that run, and starts no other. */
    void stop() {
        stopped = true;
        children.terminate();
    }

    /** A closed pipe is what a reader such as head leaves, and needs no message. */
    private static ExitCode lost(String loss) {
        if (loss.equals("broken pipe")) {
            return ExitCode.FAILED;
        }
        throw new JmException("cannot write to standard output: " + loss);
    }

    private void run(String name, LabelledOutput output) {
        if (stopped) {
            failures.put(name, LEFT_OUT);
            return;
        }
        try {
            LocalCommand command = commands.apply(name);
            int status = status(name, command, output);
            if (status != 0) {
                fail(name, "status " + status);
            }
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException e) {
            JmException failure = UnexpectedException.of(e);
            output.error(name, failure.getMessage());
            fail(name, reason(failure.exitCode()));
        }
    }

    private static String reason(ExitCode code) {
        if (code.equals(ExitCode.NO_CONNECTION)) {
            return "no connection";
        }
        // those of a shell for a command that cannot be started
        return code.equals(ExitCode.FAILED) ? "not run" : "status " + code.value();
    }

    private int status(String name, LocalCommand command, LabelledOutput output) {
        try (ChildProcess child = command.background(children, input)) {
            Thread out = output.copyOutput(name, child.output());
            Thread err = output.copyErrors(name, child.errors());
            if (stopped) {
                child.terminate();
            }
            int status = child.await();
            out.join();
            err.join();
            if (status == ENDED_BY_CTRL_C) {
                // the terminal sent it to jm too, whose handler may be later and then interrupts this thread
                Thread.sleep(CTRL_C_MILLIS);
            }
            return status;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    private void fail(String name, String reason) {
        failures.put(name, stopped ? LEFT_OUT : reason);
        if (failFast && !stopped) {
            stop();
        }
    }
}
