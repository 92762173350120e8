package io.jm.drivers.qemu;

import io.jm.base.JmException;
import io.jm.os.Environment;
import io.jm.os.Platform;
import io.jm.os.Programs;
import io.jm.text.Excerpt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds QEMU's programs and runs them. */
final class QemuProgram {
    private static final Pattern VERSION = Pattern.compile("version (\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?");

    private static final String IMG = "qemu-img";

    private QemuProgram() {}

    /**
     * Returns the path of the program that runs machines.
     *
     * @param named what the user specified: a name or a path; empty for the usual one
     * @throws JmException with the command that installs it if it is not there
     */
    static Path system(String named, Environment environment, Platform platform) {
        return find(named.isEmpty() ? QemuInstall.program(platform) : named, environment);
    }

    /**
     * Returns the path of the program that makes disks.
     *
     * @throws JmException with the command that installs it if it is not there
     */
    static Path img(Environment environment) {
        Path found = Programs.find(environment, IMG);
        if (found == null) {
            throw new JmException(IMG + " was not found. " + QemuInstall.hint(environment));
        }
        return found;
    }

    private static Path find(String name, Environment environment) {
        Path found = name.contains("/") || name.contains("\\")
                ? asProgram(environment.workingDirectory().resolve(name))
                : Programs.find(environment, name);
        if (found == null) {
            throw new JmException(name + " was not found. " + QemuInstall.hint(environment) + ", or name it with --"
                    + QemuFlags.PROGRAM);
        }
        return found;
    }

    private static @Nullable Path asProgram(Path path) {
        return Programs.isProgram(path) ? path : null;
    }

    /**
     * Checks that the program is recent enough for the platform.
     *
     * @throws JmException if it is too old, or prints no version
     */
    static void requireVersion(Path program, Platform platform) {
        String printed = output(program, List.of("--version"));
        Matcher version = VERSION.matcher(printed);
        if (!version.find()) {
            throw new JmException(program + " prints no version of QEMU: " + Excerpt.line(printed));
        }
        String patch = version.group(3);
        int found = number(version.group(1), version.group(2), patch == null ? "0" : patch);
        String least = switch (platform.system()) {
            case LINUX -> "6.0.0";
            case MACOS -> platform.isArm() ? "8.2.1" : "7.0.0";
            default -> "11.0.0";
        };
        String[] parts = least.split("\\.", -1);
        if (found < number(parts[0], parts[1], parts[2])) {
            throw new JmException(program + " is QEMU " + version.group().substring("version ".length()) + "; jm needs "
                    + least + " or later");
        }
    }

    private static int number(String major, String minor, String patch) {
        return (Integer.parseInt(major) * 10_000 + Integer.parseInt(minor)) * 10_000 + Integer.parseInt(patch);
    }

    /**
     * Runs a program and returns what it prints.
     *
     * @throws JmException with its message if it fails
     */
    static String output(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        Programs.Outcome outcome = Programs.capture(command);
        if (!outcome.succeeded()) {
            throw QemuFailure.of(outcome.text(), outcome.status());
        }
        return outcome.text();
    }
}
