package io.jm.ssh;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The words after a machine's name, read as OpenSSH's client reads the words after a host.
 *
 * @param words all of them, as typed
 * @param command the remote command's words; empty for a login shell
 * @param terminal 0 to decide by circumstances, 1 for {@code -t}, 2 for {@code -tt}, -1 for {@code -T}
 * @param noInput whether standard input is left alone ({@code -n})
 * @param user the user given, or null
 * @param port the port given, or 0
 * @param keys the key files given
 * @param foreign the first option that only the system's ssh program understands, or null
 * @param settings the names of all {@code -o} settings, in lower case
 */
public record SshArguments(
        List<String> words,
        List<String> command,
        int terminal,
        boolean noInput,
        @Nullable String user,
        int port,
        List<Path> keys,
        @Nullable String foreign,
        List<String> settings) {
    /** Options with a value, from OpenSSH's manual. */
    private static final String VALUED = "BbcDEeFIiJLlmOoPpQRSWw";

    public SshArguments {
        words = List.copyOf(words);
        command = List.copyOf(command);
        keys = List.copyOf(keys);
        settings = List.copyOf(settings);
    }

    public static SshArguments parse(List<String> words) {
        Parser parser = new Parser();
        int next = parser.options(words);
        return new SshArguments(
                words,
                words.subList(next, words.size()),
                parser.terminal,
                parser.noInput,
                parser.user,
                parser.port,
                parser.keys,
                parser.foreign,
                parser.settings);
    }

    /** The text the remote shell gets: the words with one blank between them. */
    String commandText() {
        return String.join(" ", command);
    }

    /** What was said about the target takes the place of what the machine says; more keys come after its own. */
    public SshTarget applyTo(SshTarget target) {
        List<Path> all = new ArrayList<>(target.keys());
        all.addAll(keys);
        return new SshTarget(
                target.machineName(),
                target.host(),
                port == 0 ? target.port() : port,
                user == null ? target.user() : user,
                all,
                target.hostKeys(),
                target.knownHosts());
    }

    private static final class Parser {
        private int terminal;
        private boolean noInput;
        private @Nullable String user;
        private int port;
        private final List<Path> keys = new ArrayList<>();
        private @Nullable String foreign;
        private final List<String> settings = new ArrayList<>();

        /** Reads the options and returns the index of the first word that is none. */
        int options(List<String> words) {
            int i = 0;
            while (i < words.size()) {
                String word = words.get(i);
                if (word.equals("--")) {
                    return i + 1;
                }
                if (word.length() < 2 || word.charAt(0) != '-') {
                    return i;
                }
                i += bundle(word, i + 1 < words.size() ? words.get(i + 1) : null);
            }
            return i;
        }

        /** Reads one word of options, such as {@code -tt} or {@code -p2222}; returns how many words that were. */
        private int bundle(String word, @Nullable String following) {
            for (int at = 1; at < word.length(); at++) {
                char option = word.charAt(at);
                if (VALUED.indexOf(option) < 0) {
                    plain(option);
                    continue;
                }
                boolean attached = at + 1 < word.length();
                String value = attached ? word.substring(at + 1) : following;
                if (value == null) {
                    cannot("-" + option);
                    return 1;
                }
                valued(option, value);
                return attached ? 1 : 2;
            }
            return 1;
        }

        private void plain(char option) {
            switch (option) {
                case 't' -> terminal = terminal < 1 ? 1 : 2;
                case 'T' -> terminal = -1;
                case 'n' -> noInput = true;
                case 'q', 'a', 'x' -> {
                    // silent and without forwarding is what we are anyway
                }
                default -> cannot("-" + option);
            }
        }

        private void valued(char option, String value) {
            switch (option) {
                case 'l' -> user = user == null ? value : user;
                case 'p' -> port(value);
                case 'i' -> keys.add(Path.of(value));
                case 'o' -> setting(value);
                default -> cannot("-" + option);
            }
        }

        private void port(String value) {
            try {
                int number = Integer.parseInt(value);
                if (number > 0 && number < 65536) {
                    port = port == 0 ? number : port;
                    return;
                }
            } catch (NumberFormatException e) {
                // OpenSSH has the right words for it
                cannot("-p " + value);
                return;
            }
            cannot("-p " + value);
        }

        private void setting(String text) {
            int end = 0;
            while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
                end++;
            }
            String name = text.substring(0, end).toLowerCase(Locale.ROOT);
            String value = text.substring(end).strip();
            value = value.startsWith("=") ? value.substring(1).strip() : value;
            settings.add(name);
            switch (name) {
                case "user" -> user = user == null ? value : user;
                case "port" -> port(value);
                case "identityfile" -> keys.add(Path.of(value));
                case "loglevel", "batchmode" -> {
                    // we are as quiet as can be, and never ask for a password
                }
                case "requesttty" -> requestTty(value);
                default -> cannot("-o " + text.substring(0, end));
            }
        }

        private void requestTty(String value) {
            switch (value.toLowerCase(Locale.ROOT)) {
                case "no" -> terminal = -1;
                case "yes" -> terminal = 1;
                case "force" -> terminal = 2;
                case "auto" -> terminal = 0;
                default -> cannot("-o RequestTTY");
            }
        }

        private void cannot(String option) {
            if (foreign == null) {
                foreign = option;
            }
        }
    }
}
