package io.jm.shell;

import java.util.List;

/** The syntax of Emacs Lisp, for Docker within Emacs. */
final class EmacsShell implements Shell {
    /** Emacs runs commands with sh. */
    private final PosixShell inner = new PosixShell();

    @Override
    public String set(String name, String value) {
        return "(setenv " + quoted(name) + " " + quoted(value) + ")";
    }

    @Override
    public String unset(String name) {
        return "(setenv " + quoted(name) + " nil)";
    }

    @Override
    public String comment(String text) {
        return ";; " + text;
    }

    @Override
    public String argument(String argument) {
        return inner.argument(argument);
    }

    @Override
    public String evaluation(List<String> commandLine) {
        String command = quoted(ArgumentQuoting.join(this, commandLine));
        return "(with-temp-buffer (shell-command " + command + " (current-buffer)) (eval-buffer))";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
