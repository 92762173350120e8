package io.jm.os;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds and runs programs of the system, such as {@code ssh} and {@code rsync}. */
public final class Programs {
    private Programs() {}

    /**
     * The result of a program.
     *
     * @param status the exit status
     * @param output standard output and standard error, merged in order
     */
    public record Outcome(int status, byte[] output) {
        public boolean succeeded() {
            return status == 0;
        }

        /** Returns the output; invalid UTF-8 becomes U+FFFD. */
        public String text() {
            return new String(output, StandardCharsets.UTF_8);
        }
    }

    /**
     * The result of a program whose two outputs are kept apart.
     *
     * @param status the exit status
     */
    public record Printed(int status, OutputPair output) {}

    /** Returns the program's path, or null if it is not on the {@code PATH}. */
    public static @Nullable Path find(Environment environment, String name) {
        List<Path> found = findAll(environment, name);
        return found.isEmpty() ? null : found.get(0);
    }

    /** Returns every program of that name on the {@code PATH}, in its order. */
    public static List<Path> findAll(Environment environment, String name) {
        String file = environment.windows() ? name + ".exe" : name;
        List<Path> found = new ArrayList<>();
        for (Path directory : directories(environment)) {
            Path candidate = directory.resolve(file);
            if (isProgram(candidate)) {
                found.add(candidate);
            }
        }
        return found;
    }

    /** Returns every file on the {@code PATH} whose name starts with {@code prefix} and that the user may not execute. */
    public static List<Path> notExecutable(Environment environment, String prefix) {
        List<Path> found = new ArrayList<>();
        for (Path directory : directories(environment)) {
            found.addAll(entries(directory, prefix, entry -> Files.isRegularFile(entry) && !Files.isExecutable(entry)));
        }
        return found;
    }

    /** Returns every program on the {@code PATH} whose name starts with {@code prefix}, in its order. */
    public static List<Path> startingWith(Environment environment, String prefix) {
        List<Path> found = new ArrayList<>();
        for (Path directory : directories(environment)) {
            found.addAll(startingWith(directory, prefix));
        }
        return found;
    }

    /** Returns every program in a directory whose name starts with {@code prefix}, sorted by name. */
    public static List<Path> startingWith(Path directory, String prefix) {
        return entries(directory, prefix, Programs::isProgram);
    }

    private static List<Path> entries(Path directory, String prefix, Predicate<Path> wanted) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, prefix + "*")) {
            entries.forEach(entry -> {
                if (wanted.test(entry)) {
                    found.add(entry);
                }
            });
        } catch (IOException | DirectoryIteratorException e) {
            // a PATH often contains missing directories
            return List.of();
        }
        Collections.sort(found);
        return found;
    }

    /**
     * Returns the absolute directories; relative ones such as {@code .} are skipped, since other users may be able to
     * write there.
     */
    private static List<Path> directories(Environment environment) {
        List<Path> directories = new ArrayList<>();
        for (String directory : environment.get(Setting.PATH).split(File.pathSeparator, -1)) {
            if (!directory.isEmpty() && Path.of(directory).isAbsolute()) {
                directories.add(Path.of(directory));
            }
        }
        return directories;
    }

    /** Returns whether a path is a regular file that the user may execute. */
    public static boolean isProgram(Path candidate) {
        return Files.isRegularFile(candidate) && Files.isExecutable(candidate);
    }

    /** Returns whether a standard stream, 0 to 2, is a terminal. */
    public static boolean isTerminal(int stream) {
        try {
            return foreground(List.of("test", "-t", Integer.toString(stream))) == 0;
        } catch (JmException e) {
            // there is no test program, as on Windows
            return false;
        }
    }

    /** Runs a program with jm's own three streams and returns its exit status. */
    public static int foreground(List<String> command) {
        return await(start(new ProcessBuilder(command).inheritIO()));
    }

    /**
     * Runs a program with an empty standard input and returns its output.
     *
     * @throws JmException if it cannot be started, or prints more than {@link Limits#HOST_OUTPUT}
     */
    public static Outcome capture(List<String> command) {
        return captureFrom(nullDevice(), command);
    }

    /**
     * Runs a program that reads a file or a device and returns its output.
     *
     * @throws JmException if it cannot be started, the file not be opened, or it prints more than {@link
     *     Limits#HOST_OUTPUT}
     */
    static Outcome captureFrom(Redirect input, List<String> command) {
        try {
            return outcome(start(captured(command).redirectInput(input)), command);
        } catch (TooLargeException e) {
            throw new JmException(String.join(" ", command) + " printed " + e.getMessage(), e);
        }
    }

    /**
     * Runs a program with {@code input} on its standard input and returns its output.
     *
     * @throws TooLargeException if it prints more than {@link Limits#HOST_OUTPUT}; it is killed then
     */
    public static Outcome capture(List<String> command, byte[] input) throws TooLargeException {
        ProcessBuilder builder = captured(command);
        Process process = start(input.length == 0 ? builder.redirectInput(nullDevice()) : builder);
        if (input.length > 0) {
            Thread feeder = new Thread(() -> feed(process, input), "program-input");
            feeder.setDaemon(true);
            feeder.start();
        }
        return outcome(process, command);
    }

    /**
     * Runs a program with an empty standard input and returns its two outputs.
     *
     * @throws TooLargeException if one is longer than {@link Limits#HOST_OUTPUT}; the program is killed then
     */
    public static Printed captureApart(List<String> command) throws TooLargeException {
        Process process = start(new ProcessBuilder(command).redirectInput(nullDevice()));
        try {
            OutputPair output = OutputPair.read(
                    process.getInputStream(), process.getErrorStream(), Limits.HOST_OUTPUT, process::destroyForcibly);
            return new Printed(await(process), output);
        } catch (TooLargeException e) {
            throw e;
        } catch (IOException e) {
            throw new JmException("cannot read the output of " + command.get(0) + ": " + e.getMessage(), e);
        } finally {
            process.destroy();
        }
    }

    private static ProcessBuilder captured(List<String> command) {
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static Outcome outcome(Process process, List<String> command) throws TooLargeException {
        try {
            byte[] output = BoundedReader.stream(process.getInputStream(), Limits.HOST_OUTPUT);
            return new Outcome(await(process), output);
        } catch (TooLargeException e) {
            process.destroyForcibly();
            throw e;
        } catch (IOException e) {
            process.destroy();
            throw new JmException("cannot read the output of " + command.get(0) + ": " + e.getMessage(), e);
        }
    }

    /**
     * Runs a program with an empty standard input and returns its standard output; standard error is not read. A program that
     * does not end in time is killed, with those that it started.
     *
     * @param limit how many bytes it may print
     * @return null if it did not end in time
     * @throws TooLargeException if it prints more; it is killed then
     */
    public static @Nullable Outcome captureWithin(List<String> command, int limit, Duration timeout)
            throws TooLargeException {
        Process process = start(
                new ProcessBuilder(command).redirectError(Redirect.DISCARD).redirectInput(nullDevice()));
        FutureTask<byte[]> output = new FutureTask<>(() -> BoundedReader.stream(process.getInputStream(), limit));
        Thread reader = new Thread(output, "program-output");
        reader.setDaemon(true);
        reader.start();
        long end = System.nanoTime() + timeout.toNanos();
        try {
            byte[] printed = output.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            boolean ended = process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            return ended ? new Outcome(process.exitValue(), printed) : null;
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TooLargeException tooLarge) {
                throw tooLarge;
            }
            throw new JmException("cannot read the output of " + command.get(0) + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } finally {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    static Redirect nullDevice() {
        return Redirect.from(new File(isWindows() ? "NUL" : "/dev/null"));
    }

    static boolean isWindows() {
        return File.separatorChar == '\\';
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException e) {
            // the program exited without reading all input; its status is reported
            return;
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new JmException("cannot start " + builder.command().get(0) + ": " + e.getMessage(), e);
        }
    }

    static int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }
}
