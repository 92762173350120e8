package io.jm.os;

import io.jm.base.JmException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of the process environment: variables, directories, platform and the program name.
 *
 * @param variables the environment variables
 * @param workingDirectory the absolute path of the working directory
 * @param program the program as the user typed it ({@code argv[0]})
 * @param windows whether the platform is Windows
 */
public record Environment(Map<String, String> variables, Path workingDirectory, String program, boolean windows) {
    /** The argument with which docker asks a plugin what it is. */
    public static final String DOCKER_PLUGIN_QUESTION = "docker-cli-plugin-metadata";

    /** Returns the environment of this process. */
    public static Environment system() {
        String program = programAsCalled();
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        return new Environment(System.getenv(), Path.of("").toAbsolutePath(), program, windows);
    }

    /** Returns the environment of a process of another program, which uses jm as a library: here jm is called jm. */
    public static Environment ofLibrary() {
        Environment process = system();
        return new Environment(process.variables, process.workingDirectory, "jm", process.windows);
    }

    /** Returns the same environment with these variables instead. */
    public Environment with(Map<String, String> others) {
        return new Environment(others, workingDirectory, program, windows);
    }

    /** Returns {@code argv[0]}: from the launcher's property or variable, else from the operating system. */
    private static String programAsCalled() {
        String property = programProperty();
        String fromLauncher = System.getenv(Setting.PROGRAM.variable());
        if (!property.isEmpty()) {
            return property;
        }
        if (fromLauncher != null && !fromLauncher.isEmpty()) {
            return fromLauncher;
        }
        try {
            String line = BoundedReader.text(Path.of("/proc/self/cmdline"), Limits.SMALL_FILE);
            String first = line.substring(0, Math.max(0, line.indexOf('\0')));
            return first.isEmpty() || first.endsWith("/java") || first.equals("java") ? "jm" : first;
        } catch (IOException e) {
            return "jm";
        }
    }

    /** Returns what the launcher of the jar form sets. */
    private static String programProperty() {
        return System.getProperty("jm.program", "");
    }

    /** Returns a setting's value; by default the one for the program name. */
    public String get(Setting setting) {
        String value = get(setting, "");
        if (!value.isEmpty()) {
            return value;
        }
        String fallback = setting.defaultValue();
        String other = setting.dockerMachineDefault();
        return fallback.equals(other) || !usesDockerMachineDefaults() ? fallback : other;
    }

    /** Returns a setting's value, or {@code fallback} if it is not set or empty. */
    public String get(Setting setting, String fallback) {
        return variable(setting.variable(), fallback);
    }

    /** Returns the value of a driver's variable, or {@code fallback} if it is not set or empty. */
    public String variable(String name, String fallback) {
        String value = variables.get(name);
        return value == null || value.isEmpty() ? fallback : value;
    }

    /** Returns the value of a variable that a file of the user's names, or null if it is not set. */
    public @Nullable String variableOfFile(String name) {
        return variables.get(name);
    }

    /** Returns the last element of {@link #program}, without the {@code .exe} suffix on Windows. */
    public String programName() {
        return baseName(program);
    }

    /** Returns the last element of a path, without the {@code .exe} suffix on Windows. */
    public String baseName(String path) {
        int slash = path.lastIndexOf('/');
        if (windows) {
            slash = Math.max(slash, path.lastIndexOf('\\'));
        }
        String name = path.substring(slash + 1);
        return windows && name.toLowerCase(Locale.ROOT).endsWith(".exe") ? name.substring(0, name.length() - 4) : name;
    }

    /** Returns whether jm was called as {@code docker-machine}. */
    public boolean calledAsDockerMachine() {
        return programName().equals("docker-machine");
    }

    /** Returns whether jm uses docker-machine's defaults: {@code MACHINE_DEFAULTS}, by default the program name. */
    public boolean usesDockerMachineDefaults() {
        String defaultValue = calledAsDockerMachine() ? "docker-machine" : "jm";
        String value = get(Setting.DEFAULTS, defaultValue);
        return switch (value) {
            case "docker-machine" -> true;
            case "jm" -> false;
            default ->
                throw new JmException(
                        Setting.DEFAULTS.variable() + " must be docker-machine or jm, not \"" + value + "\"");
        };
    }

    /** Returns whether this process was started as a plugin, to serve a driver to another program. */
    public boolean startedAsPlugin() {
        return get(Setting.PLUGIN_TOKEN).equals("42");
    }

    /**
     * Returns whether docker has started this process as its plugin {@code machine}: with the question what it is, or
     * with the variable that docker sets for its plugins.
     */
    public boolean startedByDocker(List<String> arguments) {
        return calledAsDockerMachine()
                && (variables.containsKey(Setting.DOCKER_PLUGIN.variable())
                        || arguments.size() == 1 && arguments.get(0).equals(DOCKER_PLUGIN_QUESTION));
    }

    /** Returns whether the file is the running program, under any name. */
    public boolean isThisProgram(Path file) {
        try {
            Path self = programFile();
            return self != null && Files.isSameFile(self, file);
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    /** Returns the directory of the running program with all links resolved; null if it is not known. */
    public @Nullable Path programDirectory() {
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

    /**
     * Returns the absolute path of this program, followed by arguments that it needs, so that it can be started again from
     * any directory.
     *
     * @throws JmException if the program was started by a path that is no longer there
     */
    public List<String> ownCommand() {
        if (isNative()) {
            // also right if it was called by another name; the launcher is not needed
            String executable = ProcessHandle.current().info().command().orElse("");
            if (!executable.isEmpty()) {
                return List.of(executable);
            }
        } else if (programProperty().isEmpty() && get(Setting.PROGRAM).isEmpty()) {
            return javaCommand();
        }
        Path launcher = programFile();
        if (launcher == null) {
            throw new JmException("the program " + program + " is not found to start it again");
        }
        return List.of(launcher.toAbsolutePath().normalize().toString());
    }

    private List<String> javaCommand() {
        String java = windows ? "java.exe" : "java";
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", java).toString(),
                "-Xmx32m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                absoluteClassPath(),
                "io.jm.Main");
    }

    private String absoluteClassPath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            entries.add(workingDirectory.resolve(entry).toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    /** Returns a path of a configuration file: relative to the working directory, or {@code ~/} for the home directory. */
    public Path path(String name) {
        String home = home();
        return workingDirectory.resolve(name.startsWith("~/") && home != null ? home + name.substring(1) : name);
    }

    /** Returns the user's home directory from the environment, or null if it is not set. */
    public @Nullable String home() {
        return variables.get((windows ? Setting.USERPROFILE : Setting.HOME).variable());
    }

    /** Returns the form of jm: {@code native}, or {@code jar} with the Java version. */
    public String form() {
        String java = javaVersion();
        return java == null ? "native" : "jar, Java " + java;
    }

    /** Returns the version of the Java that runs jm; null in a native executable. */
    public static @Nullable String javaVersion() {
        return isNative() ? null : System.getProperty("java.version", "");
    }

    /** Whether jm runs as a native executable. */
    public static boolean isNative() {
        return System.getProperty("org.graalvm.nativeimage.imagecode") != null;
    }

    /** Returns whether standard output is a terminal and not for docker-machine's scripts, so that tables may adapt. */
    public boolean adaptsOutput() {
        return get(Setting.OUTPUT_TERMINAL).equals("1") && !usesDockerMachineDefaults();
    }

    /**
     * Returns whether what is printed to a standard stream has colours, by the conventions of no-color.org and
     * bixense.com/clicolors.
     *
     * @param stream 1 for standard output, 2 for standard error
     */
    public boolean showsColours(int stream) {
        if (!get(Setting.NO_COLOR).isEmpty()) {
            return false;
        }
        String forced = get(Setting.CLICOLOR_FORCE);
        if (!forced.isEmpty() && !forced.equals("0")) {
            return true;
        }
        return get(stream == 1 ? Setting.OUTPUT_TERMINAL : Setting.ERROR_TERMINAL)
                        .equals("1")
                && !get(Setting.CLICOLOR).equals("0")
                && !get(Setting.TERM).equals("dumb");
    }

    /** Returns whether a progress line may be shown: on a terminal outside CI. */
    public boolean showsProgress() {
        return get(Setting.CI).isEmpty()
                && !get(Setting.TERM).equals("dumb")
                && get(Setting.ERROR_TERMINAL).equals("1");
    }
}
