package io.jm.checkup;

import io.jm.base.JmException;
import io.jm.dockercli.ContextName;
import io.jm.dockercli.DockerConfigFile;
import io.jm.os.Environment;
import io.jm.os.Setting;
import io.jm.store.MachineStore;
import io.jm.text.HostPort;
import io.jm.text.Printable;

/** Finds variables that point docker at something else than expected. */
record ShellVariables(Environment environment, MachineStore store) implements Check {
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
        boolean exists = store.exists(name);
        String address = exists ? address(name) : "";
        if (!name.isEmpty() && !exists) {
            findings.warning(
                    id(), "this shell uses the machine \"" + Printable.line(name) + "\", which does not exist", unset);
        } else if (!address.isEmpty() && !leadsTo(host, address)) {
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

    /** Whether a URL is of an address, which the driver none records with its port. */
    private static boolean leadsTo(String url, String address) {
        return url.contains("//" + HostPort.bracketed(address) + ":") || url.endsWith("//" + address);
    }

    /** Returns the recorded address of a machine; empty if there is none. */
    private String address(String name) {
        try {
            return store.peek(name).address();
        } catch (JmException e) {
            // a check of its own reports that
            return "";
        }
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
