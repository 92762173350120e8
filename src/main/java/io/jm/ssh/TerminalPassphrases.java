package io.jm.ssh;

import io.jm.os.Programs;
import io.jm.os.Signals;
import io.jm.text.Printable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prompts on the user's terminal, even if the standard streams are redirected, with echo turned off. */
public final class TerminalPassphrases implements Passphrases {
    private static final String TERMINAL = "/dev/tty";
    private static final int MAX_LENGTH = 1024;

    @Override
    public char @Nullable [] ask(Path key) {
        return ask("Enter passphrase for key '" + Printable.line(key.toString()) + "': ");
    }

    /**
     * Asks for something that is not shown.
     *
     * @return null if there is no terminal, or if it is that of a program that uses jm as a library
     */
    public char @Nullable [] ask(String prompt) {
        if (!Signals.isOwnProcess() || !Files.exists(Path.of(TERMINAL))) {
            return null;
        }
        Thread restore = new Thread(() -> echo(true), "echo-restore");
        try (Reader in = new InputStreamReader(new FileInputStream(TERMINAL), StandardCharsets.UTF_8);
                OutputStream out = new FileOutputStream(TERMINAL)) {
            Runtime.getRuntime().addShutdownHook(restore);
            echo(false);
            try {
                out.write(prompt.getBytes(StandardCharsets.UTF_8));
                return line(in);
            } finally {
                echo(true);
                Runtime.getRuntime().removeShutdownHook(restore);
                out.write('\n');
            }
        } catch (IOException | IllegalStateException e) {
            // the process has no terminal, or is ending
            return null;
        }
    }

    private static char[] line(Reader in) throws IOException {
        char[] typed = new char[MAX_LENGTH];
        int length = 0;
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (length < MAX_LENGTH) {
                typed[length++] = (char) next;
            }
        }
        char[] answer = Arrays.copyOf(typed, length);
        Arrays.fill(typed, ' ');
        return answer;
    }

    private static void echo(boolean on) {
        Programs.foreground(
                List.of("sh", "-c", "stty " + (on ? "echo" : "-echo") + " <" + TERMINAL + " >/dev/null 2>&1"));
    }
}
