package io.jm.provision.distro;

import io.jm.provision.Distribution;
import io.jm.provision.PackageManager;
import io.jm.provision.host.Host;
import java.util.List;

/** Debian and everything that says it is like Debian or Ubuntu. */
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
        // fails where a package misses another one, which the install that follows brings
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
