package io.jm.provision;

import io.jm.base.JmException;
import io.jm.provision.host.Host;
import io.jm.provision.host.HostFacts;
import io.jm.provision.host.Service;
import io.jm.text.Excerpt;

/** Checks, before anything is changed, whether a host already has an engine and whether jm can configure it. */
final class ExistingEngine {
    private ExistingEngine() {}

    /**
     * Whether the host has an engine; the client alone does not count.
     *
     * @throws JmException if the engine is not started by a service, because jm could not configure it
     */
    static boolean isOn(Host host, Service service) {
        HostFacts facts = host.facts();
        if (facts.engineVersion().isEmpty()) {
            return false;
        }
        String client = Excerpt.line(facts.programs().getOrDefault("docker", "docker"));
        if (client.contains("/snap/")) {
            throw new JmException("the host's Docker engine is a snap (" + client + "), which jm cannot configure;"
                    + " remove it (\"snap remove docker\") and run this command again, or record the engine with the"
                    + " driver none. Nothing was changed");
        }
        if (!service.isMissing(host)) {
            return true;
        }
        if (!host.has("dockerd")) {
            return false;
        }
        throw new JmException("the host has a Docker engine (" + client + ", version " + facts.engineVersion()
                + ") but no service \"docker\" that starts it, so jm cannot configure it; install the engine from a package,"
                + " or set up a service, or record the engine with the driver none. Nothing was changed");
    }
}
