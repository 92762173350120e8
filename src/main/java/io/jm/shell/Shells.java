package io.jm.shell;

/** The shells jm speaks. */
public final class Shells {
    private Shells() {}

    /** The shell of that name; an unknown name is taken for a relative of sh. */
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
