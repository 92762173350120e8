package io.jm.os;

import io.jm.base.JmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the process was given at its start: variables, folders, platform, and the name it was called by.
 *
 * @param variables the environment variables
 * @param workingDirectory the absolute current folder
 * @param program the program as the user typed it ({@code argv[0]})
 * @param windows whether paths and shells are those of Windows
 */
public record Environment(Map<String, String> variables, Path workingDirectory, String program, boolean windows) {

    /** Takes the snapshot of the running process. */
    public static Environment system() {
        String program = calledAs();
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        return new Environment(System.getenv(), Path.of("").toAbsolutePath(), program, windows);
    }

    /** The launcher tells how it was called; started directly, the system knows. */
    private static String calledAs() {
        String told = System.getProperty("jm.program", "");
        String launched = System.getenv(Setting.PROGRAM.variable());
        if (!told.isEmpty()) {
            return told;
        }
        if (launched != null && !launched.isEmpty()) {
            return launched;
        }
        try {
            String line = BoundedReader.text(Path.of("/proc/self/cmdline"), Limits.SMALL_FILE);
            String first = line.substring(0, Math.max(0, line.indexOf('\0')));
            return first.isEmpty() || first.endsWith("/java") || first.equals("java") ? "jm" : first;
        } catch (IOException e) {
            return "jm";
        }
    }

    /** Returns a setting's value; its default for the program's name if it is not set or empty. */
    public String get(Setting setting) {
        String value = get(setting, "");
        if (!value.isEmpty()) {
            return value;
        }
        String fallback = setting.defaultValue();
        String other = setting.dockerMachineDefault();
        return fallback.equals(other) || !keepsOriginalDefaults() ? fallback : other;
    }

    /** Returns a setting's value, or {@code fallback} if it is not set or empty. */
    public String get(Setting setting, String fallback) {
        return variable(setting.variable(), fallback);
    }

    /** Returns the value of a variable that a driver names, or {@code fallback} if it is not set or empty. */
    public String variable(String name, String fallback) {
        String value = variables.get(name);
        return value == null || value.isEmpty() ? fallback : value;
    }

    /** The last element of {@link #program}, without an {@code .exe} ending on Windows. */
    public String programName() {
        int slash = program.lastIndexOf('/');
        if (windows) {
            slash = Math.max(slash, program.lastIndexOf('\\'));
        }
        String name = program.substring(slash + 1);
        return windows && name.toLowerCase(java.util.Locale.ROOT).endsWith(".exe")
                ? name.substring(0, name.length() - 4)
                : name;
    }

    /** Whether jm was called by the original's name. */
    public boolean calledAsDockerMachine() {
        return programName().equals("docker-machine");
    }

    /** Whether jm keeps strictly to the original's defaults: what the user says, else what the program's name says. */
    public boolean keepsOriginalDefaults() {
        String usual = calledAsDockerMachine() ? "docker-machine" : "jm";
        String said = get(Setting.DEFAULTS, usual);
        return switch (said) {
            case "docker-machine" -> true;
            case "jm" -> false;
            default ->
                throw new JmException(
                        Setting.DEFAULTS.variable() + " must be docker-machine or jm, not \"" + said + "\"");
        };
    }

    /** Whether this process was started as a plugin, to serve a driver to another program. */
    public boolean startedAsPlugin() {
        return get(Setting.PLUGIN_TOKEN).equals("42");
    }

    /** Whether that file is the program that runs now, under whatever name. */
    public boolean isThisProgram(Path file) {
        try {
            Path self = programFile();
            return self != null && Files.isSameFile(self, file);
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    /** The folder in which the program that runs now is installed, every link followed; null if it is not known. */
    public @Nullable Path programFolder() {
        try {
            Path self = programFile();
            return self == null ? null : self.toRealPath().getParent();
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    private @Nullable Path programFile() {
        boolean path = program.indexOf('/') >= 0 || windows && program.indexOf('\\') >= 0;
        return path ? workingDirectory.resolve(program) : Programs.find(this, program);
    }

    /** The user's home folder as the environment says, or null if it says nothing. */
    public @Nullable String home() {
        return variables.get((windows ? Setting.USERPROFILE : Setting.HOME).variable());
    }

    /** Which of its two forms jm runs in: {@code native} or {@code jar}, with the Java that runs it. */
    public String form() {
        return isNative() ? "native" : "jar, Java " + System.getProperty("java.version", "");
    }

    static boolean isNative() {
        return System.getProperty("org.graalvm.nativeimage.imagecode") != null;
    }

    /** Whether short-lived text may be shown: a person looks on, and no record is being made. */
    public boolean showsProgress() {
        return get(Setting.CI).isEmpty()
                && !get(Setting.TERM).equals("dumb")
                && get(Setting.ERROR_TERMINAL).equals("1");
    }
}
