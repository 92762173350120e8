package io.jm.provision;

import io.jm.base.JmException;
import io.jm.provision.host.Host;
import io.jm.provision.host.HostFacts;
import io.jm.provision.host.Service;
import io.jm.text.Excerpt;

/** Looks, before anything is changed, whether a host has an engine already, and whether it is one that can be set up. */
final class ExistingEngine {
    private ExistingEngine() {}

    /**
     * Whether there is an engine; a client alone is none.
     *
     * @throws JmException if there is one that no service starts, so that no settings would reach it
     */
    static boolean isOn(Host host, Service service) {
        HostFacts facts = host.facts();
        if (facts.engineVersion().isEmpty()) {
            return false;
        }
        String client = Excerpt.line(facts.programs().getOrDefault("docker", "docker"));
        if (client.contains("/snap/")) {
            throw new JmException(
                    "the host's Docker engine is a snap (" + client + "), which cannot be set up over SSH;"
                            + " remove it there (\"snap remove docker\") and run this again, or record the engine with the"
                            + " driver none. Nothing was changed");
        }
        if (!service.isMissing(host)) {
            return true;
        }
        if (!host.has("dockerd")) {
            return false;
        }
        throw new JmException("the host has a Docker engine (" + client + ", version " + facts.engineVersion()
                + ") but no service \"docker\" that starts it, so it cannot be set up; install the engine from a package,"
                + " or make it a service, or record it with the driver none. Nothing was changed");
    }
}
