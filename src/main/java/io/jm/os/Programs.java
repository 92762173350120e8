package io.jm.os;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Other programs of the system, such as {@code ssh} and {@code rsync}: where they are, and running them. */
public final class Programs {
    private Programs() {}

    /**
     * What a program left behind.
     *
     * @param status its exit status
     * @param output standard output and standard error, merged as they came
     */
    public record Outcome(int status, byte[] output) {}

    /** The program's path, or null if it is not on the user's {@code PATH}. */
    public static @Nullable Path find(Environment environment, String name) {
        List<Path> found = findAll(environment, name);
        return found.isEmpty() ? null : found.get(0);
    }

    /** Every program of that name on the user's {@code PATH}, in its order. */
    public static List<Path> findAll(Environment environment, String name) {
        String file = environment.windows() ? name + ".exe" : name;
        List<Path> found = new ArrayList<>();
        for (Path folder : folders(environment)) {
            Path candidate = folder.resolve(file);
            if (isProgram(candidate)) {
                found.add(candidate);
            }
        }
        return found;
    }

    /** Every program on the user's {@code PATH} whose name begins so, in its order. */
    public static List<Path> startingWith(Environment environment, String prefix) {
        List<Path> found = new ArrayList<>();
        for (Path folder : folders(environment)) {
            found.addAll(startingWith(folder, prefix));
        }
        return found;
    }

    /** Every program in a folder whose name begins so, by name. */
    public static List<Path> startingWith(Path folder, String prefix) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, prefix + "*")) {
            entries.forEach(entry -> {
                if (isProgram(entry)) {
                    found.add(entry);
                }
            });
        } catch (IOException | DirectoryIteratorException e) {
            // a PATH often names folders that are not there
            return List.of();
        }
        Collections.sort(found);
        return found;
    }

    /** A relative folder such as {@code .} is passed over: whoever writes there would decide what runs. */
    private static List<Path> folders(Environment environment) {
        List<Path> folders = new ArrayList<>();
        for (String folder : environment.get(Setting.PATH).split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Path.of(folder).isAbsolute()) {
                folders.add(Path.of(folder));
            }
        }
        return folders;
    }

    private static boolean isProgram(Path candidate) {
        return Files.isRegularFile(candidate) && Files.isExecutable(candidate);
    }

    /** Hands our own three streams to a program, waits for it and returns its exit status. */
    public static int foreground(List<String> command) {
        return await(start(new ProcessBuilder(command).inheritIO()));
    }

    /**
     * Runs a program with {@code input} on its standard input and keeps what it prints.
     *
     * @throws TooLargeException if it prints more than {@link Limits#HOST_OUTPUT}; it is ended then
     */
    public static Outcome capture(List<String> command, byte[] input) throws TooLargeException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Process process = start(input.length == 0 ? builder.redirectInput(nowhere()) : builder);
        try {
            if (input.length > 0) {
                Thread feeder = new Thread(() -> feed(process, input), "program-input");
                feeder.setDaemon(true);
                feeder.start();
            }
            byte[] output = BoundedReader.stream(process.getInputStream(), Limits.HOST_OUTPUT);
            return new Outcome(await(process), output);
        } catch (TooLargeException e) {
            process.destroyForcibly();
            throw e;
        } catch (IOException e) {
            process.destroy();
            throw new JmException("lost the program " + command.get(0) + ": " + e.getMessage(), e);
        }
    }

    private static Redirect nowhere() {
        return Redirect.from(new File(File.separatorChar == '\\' ? "NUL" : "/dev/null"));
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException e) {
            // the program did not want it all; its status tells what it thinks of that
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

    private static int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }
}
