package io.jm.cli;

import io.jm.base.JmException;
import io.jm.go.text.GoBool;
import io.jm.os.Environment;
import io.jm.os.Setting;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options before the command. */
final class GlobalFlags {
    private GlobalFlags() {}

    /** Returns all of them, in the order in which help shows them. */
    static List<Flag> table(Environment environment) {
        String store =
                storagePath(environment.get(Setting.STORAGE_PATH), environment).toString();
        return List.of(
                new Flag(List.of("debug", "D"), Flag.Kind.SWITCH, "", "", "Print debug output to standard error"),
                new Flag(
                        List.of("storage-path", "s"),
                        Flag.Kind.TEXT,
                        Setting.STORAGE_PATH.variable(),
                        store,
                        "Directory of the store"),
                text("tls-ca-cert", Setting.TLS_CA_CERT, "CA certificate that verifies engines"),
                text("tls-ca-key", Setting.TLS_CA_KEY, "Private key of the CA"),
                text("tls-client-cert", Setting.TLS_CLIENT_CERT, "Client certificate"),
                text("tls-client-key", Setting.TLS_CLIENT_KEY, "Private key of the client certificate"),
                text(
                        "github-api-token",
                        Setting.GITHUB_API_TOKEN,
                        "Accepted and ignored: jm sends no request to GitHub"),
                new Flag(
                        List.of("native-ssh"),
                        Flag.Kind.SWITCH,
                        Setting.NATIVE_SSH.variable(),
                        "",
                        "Use the system's ssh program instead of jm's client"),
                addition("host-key-check", Setting.HOST_KEY_CHECK, "Check of SSH host keys: off, pin or strict"),
                addition(
                        "ssh-config", Setting.SSH_CONFIG, "ssh configuration file with jump hosts and keys for logins"),
                addition("errors", Setting.ERRORS, "Form of error messages: text or json"),
                text("bugsnag-api-token", Setting.BUGSNAG_API_TOKEN, "Accepted and ignored: jm sends no crash reports"),
                Flag.HELP,
                new Flag(List.of("version", "v"), Flag.Kind.SWITCH, "", "", "Print the version"));
    }

    private static Flag text(String name, Setting setting, String usage) {
        return new Flag(List.of(name), Flag.Kind.TEXT, setting.variable(), "", usage);
    }

    private static Flag addition(String name, Setting setting, String usage) {
        return new Flag(List.of(name), Flag.Kind.TEXT, setting.variable(), "", usage, true, "", "");
    }

    /**
     * Returns whether debug output is printed. As docker-machine does, it looks for the flag anywhere on the command
     * line, before anything else is parsed, and lets the variable win over it.
     */
    static boolean debugging(List<String> arguments, Environment environment) {
        String value = environment.get(Setting.DEBUG, "");
        if (!value.isEmpty()) {
            Boolean on = GoBool.parse(value);
            if (on == null) {
                throw new JmException("Error parsing boolean value from " + Setting.DEBUG.variable()
                        + ": strconv.ParseBool: parsing \"" + value + "\": invalid syntax");
            }
            return on;
        }
        for (String argument : arguments) {
            if (argument.equals("-D")
                    || argument.equals("--debug")
                    || argument.equals("-debug")
                    || argument.equals("--debug=true")) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether errors are printed as JSON; looked up when there is one, since a wrong option is an error too. */
    static boolean errorsAsJson(List<String> arguments, Environment environment) {
        String given = null;
        try {
            given = new GoFlagSyntax(table(environment)).readLeading(arguments).last("errors");
        } catch (JmException e) {
            // the error that is being printed
            given = null;
        }
        return (given == null ? environment.get(Setting.ERRORS) : given).equals("json");
    }

    /**
     * Returns the values of all options: given, from variables, or default.
     *
     * @param flags the {@link #table}
     */
    static GlobalOptions options(GoFlagSyntax.Parsed parsed, List<Flag> flags, boolean debug, Environment environment) {
        GoFlagSyntax.addEnvironment(parsed, flags, environment);
        String errors = parsed.last("errors");
        if (errors != null && !errors.equals("text") && !errors.equals("json")) {
            throw new JmException(
                    "--errors and " + Setting.ERRORS.variable() + " are text or json, not \"" + errors + "\"");
        }
        return new GlobalOptions(
                debug,
                storagePath(parsed.last("storage-path"), environment),
                given(parsed, "tls-ca-cert"),
                given(parsed, "tls-ca-key"),
                given(parsed, "tls-client-cert"),
                given(parsed, "tls-client-key"),
                parsed.isOn("native-ssh"));
    }

    private static String given(GoFlagSyntax.Parsed parsed, String name) {
        String value = parsed.last(name);
        return value == null ? "" : value;
    }

    private static Path storagePath(@Nullable String given, Environment environment) {
        if (given != null && !given.isEmpty()) {
            return environment.workingDirectory().resolve(given).normalize();
        }
        String home = environment.home();
        return environment
                .workingDirectory()
                .resolve(home == null ? "" : home)
                .resolve(".docker")
                .resolve("machine")
                .normalize();
    }

    /** Returns the environment in which a given flag replaces the variable of the same meaning. */
    static Environment environment(GoFlagSyntax.Parsed parsed, Environment environment) {
        String hostKeys = parsed.last("host-key-check");
        String sshConfig = parsed.last("ssh-config");
        if (hostKeys == null && sshConfig == null) {
            return environment;
        }
        Map<String, String> variables = new HashMap<>(environment.variables());
        if (hostKeys != null) {
            variables.put(Setting.HOST_KEY_CHECK.variable(), hostKeys);
        }
        if (sshConfig != null) {
            variables.put(Setting.SSH_CONFIG.variable(), sshConfig);
        }
        return environment.with(variables);
    }
}
