package io.jm.cli.command;

import io.jm.base.JmException;
import io.jm.cli.Context;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.os.Setting;
import io.jm.ssh.TerminalPassphrases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import picocli.CommandLine.Option;

/** Where the passphrase of an encrypted file comes from: a file, a variable or the terminal. */
final class PassphraseOption {
    private static final int MIN_LENGTH = 8;
    private static final int GROUPS = 6;
    private static final int GROUP_LENGTH = 5;
    /** Base 32 without letters that look like digits. */
    private static final String CHARACTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    @Option(names = "--passphrase-file", description = "File with the passphrase in its first line")
    private String file = "";

    /**
     * Returns the passphrase for a new file: asked twice on a terminal, where an empty answer makes a random one, which
     * is shown once.
     *
     * @throws JmException if there is none, or it is too short
     */
    String forEncryption(Context context) {
        String given = given(context);
        if (given.isEmpty()) {
            given = ask("Passphrase (empty for a random one): ");
            if (given.isEmpty()) {
                String random = random();
                context.console().error("The passphrase is: " + random);
                return random;
            }
            if (!given.equals(ask("The same passphrase again: "))) {
                throw new JmException("The passphrases differ. Nothing was written.");
            }
        }
        if (given.length() < MIN_LENGTH) {
            throw new JmException("The passphrase has fewer than " + MIN_LENGTH + " characters");
        }
        return given;
    }

    /**
     * Returns the passphrase of an existing file.
     *
     * @throws JmException if there is none
     */
    String forDecryption(Context context) {
        String given = given(context);
        return given.isEmpty() ? ask("Passphrase: ") : given;
    }

    private String given(Context context) {
        if (file.isEmpty()) {
            return context.environment().get(Setting.PASSPHRASE);
        }
        Path path = context.environment().workingDirectory().resolve(file);
        try {
            String text =
                    new String(BoundedReader.fileNamedByUser(path, Limits.PASSPHRASE_FILE), StandardCharsets.UTF_8);
            String line = text.lines().findFirst().orElse("");
            if (line.isEmpty()) {
                throw new JmException("The first line of " + file + " is empty: it must be the passphrase");
            }
            return line;
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), e);
        }
    }

    private static String ask(String prompt) {
        char[] typed = new TerminalPassphrases().ask(prompt);
        if (typed == null) {
            throw new JmException("There is no terminal to ask for the passphrase: use --passphrase-file FILE, or set "
                    + Setting.PASSPHRASE.variable());
        }
        String answer = new String(typed);
        Arrays.fill(typed, '\0');
        return answer;
    }

    /** Returns 150 random bits in groups that can be read aloud. */
    private static String random() {
        SecureRandom random = new SecureRandom();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
            if (i > 0 && i % GROUP_LENGTH == 0) {
                text.append('-');
            }
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }
}
