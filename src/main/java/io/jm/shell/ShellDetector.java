package io.jm.shell;

import io.jm.base.JmException;
import io.jm.console.Console;
import io.jm.os.Environment;
import io.jm.os.Setting;
import java.util.List;
import java.util.Locale;

/** Detects the shell that will evaluate jm's output. */
public final class ShellDetector {
    private final Environment environment;
    private final Console console;
    private final ParentPrograms parents;

    public ShellDetector(Environment environment, Console console) {
        this(environment, console, ParentPrograms.system());
    }

    ShellDetector(Environment environment, Console console, ParentPrograms parents) {
        this.environment = environment;
        this.console = console;
        this.parents = parents;
    }

    /**
     * Returns the user's shell.
     *
     * @param name the shell specified by the user, or empty
     * @throws JmException if the shell is unknown and jm uses docker-machine's defaults
     */
    public Shell detect(String name) {
        if (!name.isEmpty()) {
            return named(environment.usesDockerMachineDefaults() ? name : name.toLowerCase(Locale.ROOT));
        }
        String path = environment.get(Setting.SHELL);
        if (!path.isEmpty()) {
            boolean fish =
                    environment.windows() && !environment.get(Setting.FISH).isEmpty();
            return named(fish ? "fish" : baseName(path));
        }
        if (environment.windows()) {
            return Shells.named(shellOfParent());
        }
        if (!environment.usesDockerMachineDefaults()) {
            // the shell of scripts, cron and CI jobs; on an error they would continue with another engine
            return Shells.named("sh");
        }
        // docker-machine also prints a message on standard output, which eval would execute.
        throw new JmException("Error: Unknown shell (SHELL is not set; specify yours, as in --shell sh)");
    }

    /** An unknown shell gets the lines for sh, as in docker-machine; jm prints a warning. */
    private Shell named(String name) {
        if (!environment.usesDockerMachineDefaults() && !Shells.isKnown(name)) {
            console.error("Unknown shell \"" + name + "\": these are the lines for sh. Shells that --shell knows: "
                    + String.join(", ", Shells.NAMES));
        }
        return Shells.named(name);
    }

    private String shellOfParent() {
        List<String> programs = parents.parentAndGrandparent();
        for (String program : programs) {
            String name = program.toLowerCase(Locale.ROOT);
            if (name.contains("powershell") || name.contains("pwsh")) {
                return "powershell";
            }
            if (name.contains("cmd")) {
                return "cmd";
            }
        }
        console.error("You can further specify your shell with either 'cmd' or 'powershell' with the --shell flag.");
        return "cmd";
    }

    private String baseName(String path) {
        int end = path.length();
        while (end > 0 && isSeparator(path.charAt(end - 1))) {
            end--;
        }
        return environment.baseName(path.substring(0, end));
    }

    private boolean isSeparator(char character) {
        return character == '/' || environment.windows() && character == '\\';
    }
}
