package io.jm.shell;

import java.util.List;

/** The form of Emacs Lisp, for whoever uses Docker from within Emacs. */
final class EmacsShell implements Shell {
    /** Emacs gives its commands to a sh. */
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
    public String word(String word) {
        return inner.word(word);
    }

    @Override
    public String hint(List<String> commandLine) {
        String command = quoted(Words.line(this, commandLine));
        return comment("(with-temp-buffer (shell-command " + command + " (current-buffer)) (eval-buffer))");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
