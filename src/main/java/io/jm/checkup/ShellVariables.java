package io.jm.checkup;

import io.jm.base.JmException;
import io.jm.dockercli.ContextName;
import io.jm.dockercli.DockerConfigFile;
import io.jm.os.Environment;
import io.jm.os.Setting;
import io.jm.text.Printable;
import java.util.Map;

/**
 * Finds variables that point docker at something else than expected.
 *
 * @param addresses the recorded addresses of machines, by their names; empty if a machine has none
 */
record ShellVariables(Environment environment, Map<String, String> addresses) implements Check {
    @Override
    public String id() {
        return "shell.env";
    }

    @Override
    public void run(Findings findings) {
        String host = environment.get(Setting.DOCKER_HOST);
        if (host.isEmpty()) {
            findings.ok(id(), "DOCKER_HOST is not set");
            return;
        }
        int before = findings.count();
        String name = environment.get(Setting.MACHINE_NAME);
        String unset = "eval \"$(" + environment.program() + " env -u)\"";
        String address = addresses.get(name);
        if (!name.isEmpty() && address == null) {
            findings.warning(
                    id(), "this shell uses the machine \"" + Printable.line(name) + "\", which does not exist", unset);
        } else if (address != null && !address.isEmpty() && !host.contains("//" + bracketed(address) + ":")) {
            findings.warning(
                    id(),
                    "DOCKER_HOST is " + Printable.line(host) + ", and the machine \"" + Printable.line(name)
                            + "\" is at " + Printable.line(address),
                    "eval \"$(" + environment.program() + " env " + Printable.line(name) + ")\"");
        }
        String current = current();
        if (!current.equals(ContextName.DEFAULT)) {
            findings.warning(
                    id(),
                    "DOCKER_HOST is set, so docker ignores its current context \"" + Printable.line(current) + "\"",
                    unset);
        }
        if (findings.isStill(before)) {
            findings.ok(id(), "DOCKER_HOST is " + Printable.line(host));
        }
    }

    private static String bracketed(String address) {
        return address.indexOf(':') < 0 ? address : "[" + address + "]";
    }

    private String current() {
        try {
            return DockerConfigFile.of(environment).currentContext();
        } catch (JmException e) {
            // no home directory: docker has no contexts either
            return ContextName.DEFAULT;
        }
    }
}
