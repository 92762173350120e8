package io.jm.ssh;

import io.jm.text.PortNumber;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The arguments after a machine's name, parsed as OpenSSH's client parses those after a host.
 *
 * @param arguments all of them, as typed
 * @param command the remote command's arguments; empty for a login shell
 * @param terminal 0 for the default, 1 for {@code -t}, 2 for {@code -tt}, -1 for {@code -T}
 * @param noInput whether standard input is not read ({@code -n})
 * @param user the user given, or null
 * @param port the port given, or 0
 * @param keys the key files given
 * @param unsupported the first option that only the system's ssh program supports, or null
 * @param settings the names of all {@code -o} settings, in lower case
 */
public record SshArguments(
        List<String> arguments,
        List<String> command,
        int terminal,
        boolean noInput,
        @Nullable String user,
        int port,
        List<Path> keys,
        @Nullable String unsupported,
        List<String> settings) {
    /** The options that take a value, from OpenSSH's manual. */
    private static final String VALUED = "BbcDEeFIiJLlmOoPpQRSWw";

    public SshArguments {
        arguments = List.copyOf(arguments);
        command = List.copyOf(command);
        keys = List.copyOf(keys);
        settings = List.copyOf(settings);
    }

    /** Parses options of ssh, followed by the remote command. */
    public static SshArguments parse(List<String> arguments) {
        Parser parser = new Parser();
        int next = parser.options(arguments);
        return new SshArguments(
                arguments,
                arguments.subList(next, arguments.size()),
                parser.terminal,
                parser.noInput,
                parser.user,
                parser.port,
                parser.keys,
                parser.unsupported,
                parser.settings);
    }

    /** Returns the command line for the remote shell: the arguments joined with spaces, as by OpenSSH. */
    String commandText() {
        return String.join(" ", command);
    }

    /** Returns the target with the given user and port, and the given keys after its own. */
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
                target.knownHosts(),
                target.route());
    }

    private static final class Parser {
        private int terminal;
        private boolean noInput;
        private @Nullable String user;
        private int port;
        private final List<Path> keys = new ArrayList<>();
        private @Nullable String unsupported;
        private final List<String> settings = new ArrayList<>();

        /** Parses the options and returns the index of the first argument that is not an option. */
        int options(List<String> arguments) {
            int i = 0;
            while (i < arguments.size()) {
                String argument = arguments.get(i);
                if (argument.equals("--")) {
                    return i + 1;
                }
                if (argument.length() < 2 || argument.charAt(0) != '-') {
                    return i;
                }
                i += bundle(argument, i + 1 < arguments.size() ? arguments.get(i + 1) : null);
            }
            return i;
        }

        /**
         * Parses one argument with options, such as {@code -tt} or {@code -p2222}; returns how many arguments it used.
         */
        private int bundle(String argument, @Nullable String following) {
            for (int at = 1; at < argument.length(); at++) {
                char option = argument.charAt(at);
                if (VALUED.indexOf(option) < 0) {
                    plain(option);
                    continue;
                }
                boolean attached = at + 1 < argument.length();
                String value = attached ? argument.substring(at + 1) : following;
                if (value == null) {
                    unsupported("-" + option);
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
                    // quiet and without forwarding is jm's default
                }
                default -> unsupported("-" + option);
            }
        }

        private void valued(char option, String value) {
            switch (option) {
                case 'l' -> user = user == null ? value : user;
                case 'p' -> port(value);
                case 'i' -> keys.add(Path.of(value));
                case 'o' -> setting(value);
                case 'J' -> {
                    settings.add("proxyjump");
                    unsupported("-J");
                }
                default -> unsupported("-" + option);
            }
        }

        private void port(String value) {
            int number;
            try {
                number = Integer.parseInt(value);
            } catch (NumberFormatException e) {
                // OpenSSH reports the error
                number = 0;
            }
            if (number == 0 || !PortNumber.isPossible(number)) {
                unsupported("-p " + value);
            } else if (port == 0) {
                port = number;
            }
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
                    // quiet and without password prompts is jm's default
                }
                case "requesttty" -> requestTty(value);
                default -> unsupported("-o " + text.substring(0, end));
            }
        }

        private void requestTty(String value) {
            switch (value.toLowerCase(Locale.ROOT)) {
                case "no" -> terminal = -1;
                case "yes" -> terminal = 1;
                case "force" -> terminal = 2;
                case "auto" -> terminal = 0;
                default -> unsupported("-o RequestTTY");
            }
        }

        private void unsupported(String option) {
            if (unsupported == null) {
                unsupported = option;
            }
        }
    }
}
