package io.jm.connection;

import io.jm.base.JmException;
import io.jm.os.Environment;
import io.jm.os.Setting;
import io.jm.shell.Shell;
import io.jm.text.Printable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines that point a Docker client at a machine, or back at its default. */
public final class ClientEnvironment {
    private static final String TLS_VERIFY = "DOCKER_TLS_VERIFY";
    private static final String CERT_PATH = "DOCKER_CERT_PATH";
    private static final String MACHINE_NAME = "DOCKER_MACHINE_NAME";
    private static final String WINDOWS_PATHS = "COMPOSE_CONVERT_WINDOWS_PATHS";

    private final Shell shell;
    private final Environment environment;
    private final List<String> commandLine;

    /** {@code commandLine} is repeated in the hint, the program first. */
    public ClientEnvironment(Shell shell, Environment environment, List<String> commandLine) {
        this.shell = shell;
        this.environment = environment;
        this.commandLine = commandLine;
    }

    /** The lines that set; with an address that needs no proxy, or null. */
    public String set(ClientConnection connection, @Nullable String direct) {
        StringBuilder lines = new StringBuilder();
        if (connection.tls()) {
            line(lines, shell.set(TLS_VERIFY, "1"));
        } else {
            // An older setting would make the client speak TLS to an engine that does not.
            line(lines, shell.unset(TLS_VERIFY));
        }
        set(lines, Setting.DOCKER_HOST.variable(), connection.url());
        if (connection.tls()) {
            set(lines, CERT_PATH, connection.certificates().toString());
        } else {
            line(lines, shell.unset(CERT_PATH));
        }
        set(lines, MACHINE_NAME, connection.machine());
        if (environment.windows()) {
            line(lines, shell.set(WINDOWS_PATHS, "true"));
        }
        if (direct != null) {
            Setting proxy = proxy();
            set(lines, proxy.variable(), extended(environment.get(proxy), direct));
        }
        return footer(lines);
    }

    /** The lines that unset. */
    public String unset(boolean withProxyVariable) {
        StringBuilder lines = new StringBuilder();
        line(lines, shell.unset(TLS_VERIFY));
        line(lines, shell.unset(Setting.DOCKER_HOST.variable()));
        line(lines, shell.unset(CERT_PATH));
        line(lines, shell.unset(MACHINE_NAME));
        if (environment.windows()) {
            line(lines, shell.unset(WINDOWS_PATHS));
        }
        if (withProxyVariable) {
            line(lines, shell.unset(proxy().variable()));
        }
        return footer(lines);
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

    private String footer(StringBuilder lines) {
        line(lines, shell.comment("Run this command to configure your shell: "));
        line(lines, shell.hint(commandLine));
        return lines.toString();
    }

    /** No sound value has a control character, and a shell or a terminal would obey some of them. */
    private void set(StringBuilder lines, String variable, String value) {
        if (!Printable.line(value).equals(value)) {
            throw new JmException(
                    "Cannot set " + variable + ": control character in \"" + Printable.line(value) + "\"");
        }
        line(lines, shell.set(variable, value));
    }

    private static void line(StringBuilder lines, String line) {
        lines.append(line).append('\n');
    }
}
