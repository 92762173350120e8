package io.jm.shell;

import io.jm.base.JmException;
import io.jm.console.Console;
import io.jm.os.Environment;
import io.jm.os.Setting;
import java.util.List;
import java.util.Locale;

/** Finds out which shell will evaluate what jm prints. */
public final class ShellDetector {
    private final Environment environment;
    private final Console console;
    private final CallingPrograms callers;

    public ShellDetector(Environment environment, Console console) {
        this(environment, console, CallingPrograms.system());
    }

    ShellDetector(Environment environment, Console console, CallingPrograms callers) {
        this.environment = environment;
        this.console = console;
        this.callers = callers;
    }

    /**
     * The user's shell.
     *
     * @param wanted the name the user gave, or empty
     * @throws JmException if nothing was given, nothing tells, and the original's defaults are kept
     */
    public Shell detect(String wanted) {
        if (!wanted.isEmpty()) {
            return Shells.named(wanted);
        }
        String path = environment.get(Setting.SHELL);
        if (!path.isEmpty()) {
            boolean fish =
                    environment.windows() && !environment.get(Setting.FISH).isEmpty();
            return Shells.named(fish ? "fish" : baseName(path));
        }
        if (environment.windows()) {
            return Shells.named(calledFrom());
        }
        if (!environment.usesDockerMachineDefaults()) {
            // what scripts, cron and CI jobs run in; an error would let them go on with another engine
            return Shells.named("sh");
        }
        // The original also announces lines of sh on standard output, where eval would run the sentence.
        throw new JmException("Error: Unknown shell (SHELL is not set; name yours, as in --shell sh)");
    }

    private String calledFrom() {
        List<String> programs = callers.nearestTwo();
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
        int start = end;
        while (start > 0 && !isSeparator(path.charAt(start - 1))) {
            start--;
        }
        String name = path.substring(start, end);
        return environment.windows() && name.toLowerCase(Locale.ROOT).endsWith(".exe")
                ? name.substring(0, name.length() - 4)
                : name;
    }

    private boolean isSeparator(char character) {
        return character == '/' || environment.windows() && character == '\\';
    }
}
