package io.jm.shell;

import java.util.List;

/** The supported shells. */
public final class Shells {
    /** Their names, as {@code --shell} takes them. */
    public static final List<String> NAMES =
            List.of("bash", "cmd", "emacs", "fish", "powershell", "pwsh", "sh", "tcsh", "zsh");

    private Shells() {}

    /** Returns whether jm knows that shell; also a login that has none, as those of services, counts as known. */
    static boolean isKnown(String name) {
        return switch (name) {
            case "csh", "ash", "dash", "ksh", "mksh", "rbash", "yash", "busybox", "nologin", "false" -> true;
            default -> NAMES.contains(name.endsWith(".exe") ? name.substring(0, name.length() - 4) : name);
        };
    }

    /** Returns the shell of that name; an unknown one is treated like sh. */
    public static Shell named(String name) {
        return switch (name) {
            case "fish" -> new FishShell();
            case "powershell", "pwsh" -> new PowerShell();
            case "cmd" -> new CmdShell();
            case "tcsh", "csh" -> new TcshShell();
            case "emacs" -> new EmacsShell();
            default -> new PosixShell();
        };
    }
}
