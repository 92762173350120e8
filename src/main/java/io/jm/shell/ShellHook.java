package io.jm.shell;

import org.jspecify.annotations.Nullable;

/**
 * The function that a user defines in a shell so that {@code jm use} can change the variables of that shell: it runs the
 * program and evaluates the lines that it prints. Other output, such as help, is printed; every other command is passed
 * on.
 */
public final class ShellHook {
    // Runs with set -e and set -u too, and keeps its two values without "local", which not every shell has.
    private static final String POSIX = """
            NAME() {
                if [ "${1-}" = use ]; then
                    shift
                    jm_lines=$(command PROGRAM use --lines --shell SHELL "$@") && set -- 0 || set -- "$?"
                    case $jm_lines in
                        'export '* | 'unset '*) eval "$jm_lines" ;;
                        ?*) printf '%s\\n' "$jm_lines" ;;
                    esac
                    unset jm_lines
                    return "$1"
                fi
                command PROGRAM "$@"
            }
            """;

    private static final String FISH = """
            function NAME --wraps NAME
                if test "$argv[1]" = use
                    set -l lines (command PROGRAM use --lines --shell fish $argv[2..-1])
                    set -l code $status
                    if string match -q -- 'set -*' "$lines[1]"
                        string join \\n -- $lines | source
                    else if set -q lines[1]
                        string join \\n -- $lines
                    end
                    return $code
                end
                command PROGRAM $argv
            end
            """;

    private static final String POWERSHELL = """
            function NAME {
                $program = Get-Command -Name PROGRAM -CommandType Application | Select-Object -First 1
                if ($args.Count -gt 0 -and $args[0] -eq 'use') {
                    $rest = @($args | Select-Object -Skip 1)
                    $lines = (& $program use --lines --shell powershell @rest) -join "`n"
                    if ($lines -match '^(\\$Env:|Remove-Item )') {
                        $ErrorActionPreference = 'SilentlyContinue'
                        Invoke-Expression $lines
                    } elseif ($lines) {
                        $lines
                    }
                } elseif ($MyInvocation.ExpectingInput) {
                    $input | & $program @args
                } else {
                    & $program @args
                }
            }
            """;

    private final String shell;
    private final String function;
    private final String startupFile;
    private final String startupLine;

    private ShellHook(String shell, String function, String startupFile, String startupLine) {
        this.shell = shell;
        this.function = function;
        this.startupFile = startupFile;
        this.startupLine = startupLine;
    }

    /** Returns the hook of the shell of that name, or null if there is none. */
    public static @Nullable ShellHook of(String shell) {
        String posixLine = "eval \"$(PROGRAM use --hook " + shell + ")\"";
        return switch (shell) {
            case "bash", "zsh" -> new ShellHook(shell, POSIX, "~/." + shell + "rc", posixLine);
            case "fish" -> new ShellHook(shell, FISH, "~/.config/fish/config.fish", "PROGRAM use --hook fish | source");
            case "powershell", "pwsh" ->
                new ShellHook(
                        "powershell",
                        POWERSHELL,
                        "$PROFILE",
                        "PROGRAM use --hook powershell | Out-String | Invoke-Expression");
            default -> null;
        };
    }

    /**
     * Returns the definition of the function.
     *
     * @param name the name of the function, with letters, digits, dots, dashes and underscores only
     * @param program the program that it runs: a name in the PATH, or an absolute path
     */
    public String function(String name, String program) {
        return function.replace("NAME", name)
                .replace("SHELL", shell)
                .replace("PROGRAM", Shells.named(shell).argument(program));
    }

    /** Returns the file that the shell reads when it starts. */
    public String startupFile() {
        return startupFile;
    }

    /** Returns the line of that file which defines the function. */
    public String startupLine(String program) {
        return startupLine.replace("PROGRAM", Shells.named(shell).argument(program));
    }
}
