package io.jm.connection;

import io.jm.base.JmException;
import io.jm.os.Environment;
import io.jm.os.Setting;
import io.jm.shell.Shell;
import io.jm.text.Printable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables that point a Docker client at a machine, or back at its default, in the order in which they
 * are printed. One whose value is empty is to be unset.
 */
public final class ClientEnvironment {
    private static final String TLS_VERIFY = "DOCKER_TLS_VERIFY";
    private static final String CERT_PATH = "DOCKER_CERT_PATH";
    private static final String WINDOWS_PATHS = "COMPOSE_CONVERT_WINDOWS_PATHS";

    private final Environment environment;

    public ClientEnvironment(Environment environment) {
        this.environment = environment;
    }

    /** Returns the variables that point at a machine; with an address that needs no proxy, or null. */
    public Map<String, String> set(ClientConnection connection, @Nullable String direct) {
        Map<String, String> variables = new LinkedHashMap<>();
        // An older setting would make the client speak TLS to an engine that does not.
        variables.put(TLS_VERIFY, connection.tls() ? "1" : "");
        put(variables, Setting.DOCKER_HOST.variable(), connection.url());
        put(variables, CERT_PATH, connection.tls() ? connection.certificates().toString() : "");
        put(variables, Setting.MACHINE_NAME.variable(), connection.machine());
        if (environment.windows()) {
            variables.put(WINDOWS_PATHS, "true");
        }
        if (direct != null) {
            Setting proxy = proxy();
            put(variables, proxy.variable(), extended(environment.get(proxy), direct));
        }
        return variables;
    }

    /** Returns the variables that point at the client's default. */
    public Map<String, String> unset(boolean withProxyVariable) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(TLS_VERIFY, "");
        variables.put(Setting.DOCKER_HOST.variable(), "");
        variables.put(CERT_PATH, "");
        variables.put(Setting.MACHINE_NAME.variable(), "");
        if (environment.windows()) {
            variables.put(WINDOWS_PATHS, "");
        }
        if (withProxyVariable) {
            variables.put(proxy().variable(), "");
        }
        return variables;
    }

    private Setting proxy() {
        return environment.get(Setting.NO_PROXY_LOWER_CASE).isEmpty() ? Setting.NO_PROXY : Setting.NO_PROXY_LOWER_CASE;
    }

    private static String extended(String list, String address) {
        if (list.isEmpty()) {
            return address;
        }
        for (int start = 0; start <= list.length(); ) {
            int comma = list.indexOf(',', start);
            int end = comma < 0 ? list.length() : comma;
            if (list.substring(start, end).strip().equals(address)) {
                return list;
            }
            start = end + 1;
        }
        return list + "," + address;
    }

    /** No sound value has a control character, and a shell or a terminal would obey some of them. */
    private static void put(Map<String, String> variables, String variable, String value) {
        if (!Printable.line(value).equals(value)) {
            throw new JmException(
                    "Cannot set " + variable + ": control character in \"" + Printable.line(value) + "\"");
        }
        variables.put(variable, value);
    }

    /** Returns the lines that set and unset variables in a shell. */
    public static String lines(Map<String, String> variables, Shell shell) {
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            String value = variable.getValue();
            line(lines, value.isEmpty() ? shell.unset(variable.getKey()) : shell.set(variable.getKey(), value));
        }
        return lines.toString();
    }

    /** Returns the comment that shows how to evaluate the output of a command line, the program first. */
    public static String hint(Shell shell, List<String> commandLine) {
        StringBuilder lines = new StringBuilder();
        line(lines, shell.comment("Run this command to configure your shell: "));
        line(lines, shell.hint(commandLine));
        return lines.toString();
    }

    private static void line(StringBuilder lines, String line) {
        lines.append(line).append('\n');
    }
}
