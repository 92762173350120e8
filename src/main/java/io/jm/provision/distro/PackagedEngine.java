package io.jm.provision.distro;

import io.jm.provision.Distribution;
import io.jm.provision.PackageManager;
import io.jm.provision.host.Host;
import java.util.List;
import java.util.function.Function;

/** A distribution with systemd whose own repositories have the engine as package {@code docker}. */
final class PackagedEngine extends Distribution {
    private final Function<Host, PackageManager> tool;

    PackagedEngine(String name, Function<Host, PackageManager> tool) {
        super(name);
        this.tool = tool;
    }

    @Override
    protected void installPackages(Host host) {
        if (host.has("amazon-linux-extras")) {
            host.runAsRoot("amazon-linux-extras install -y docker");
        } else {
            packages(host).install(host, List.of("docker"));
        }
    }

    @Override
    protected PackageManager packages(Host host) {
        return tool.apply(host);
    }
}
