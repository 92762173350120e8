package io.jm.provision.distro;

import io.jm.provision.host.Host;

/** Fedora CoreOS, whose newer images contain no engine. */
final class FedoraCoreOs extends ImageEngine {
    FedoraCoreOs() {
        super("Fedora CoreOS");
    }

    @Override
    protected void installPackages(Host host) {
        host.runAsRoot("rpm-ostree install --apply-live --allow-inactive -y moby-engine");
    }
}
