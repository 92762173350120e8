package io.jm.provision.distro;

import io.jm.provision.Distribution;
import io.jm.provision.PackageManager;
import io.jm.provision.host.Host;
import java.util.List;

/** Debian and distributions related to Debian or Ubuntu. */
class DebianFamily extends Distribution {
    DebianFamily(String name) {
        super(name);
    }

    @Override
    protected boolean supportsInstallScript() {
        return true;
    }

    @Override
    protected void installPackages(Host host) {
        packages(host).install(host, List.of("docker.io"));
    }

    @Override
    public void repairPackages(Host host) {
        // may fail because of a missing dependency, which the following installation resolves
        host.tryAsRoot("env DEBIAN_FRONTEND=noninteractive dpkg --configure -a");
    }

    @Override
    public void removeLegacyEngine(Host host) {
        host.runAsRoot("env DEBIAN_FRONTEND=noninteractive apt-get purge -y docker-engine");
    }

    @Override
    protected final PackageManager packages(Host host) {
        return new Apt();
    }
}
