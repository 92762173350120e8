package io.jm.shell;

/** The supported shells. */
public final class Shells {
    private Shells() {}

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
