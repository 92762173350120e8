package io.jm.provision.distro;

import io.jm.provision.Distribution;
import io.jm.provision.InitScriptService;
import io.jm.provision.PackageManager;
import io.jm.provision.engine.EngineConfigFile;
import io.jm.provision.engine.OpenRcConf;
import io.jm.provision.host.Host;
import io.jm.provision.host.Service;
import java.util.List;

/** Alpine Linux, which starts its services with OpenRC. */
final class Alpine extends Distribution {
    Alpine() {
        super("alpine");
    }

    @Override
    public EngineConfigFile configFile() {
        return new OpenRcConf();
    }

    @Override
    public Service service() {
        return InitScriptService.openRc();
    }

    @Override
    protected void installPackages(Host host) {
        // the engine is in the community repository, which is commented out on a new system
        host.runAsRoot("sed -i '/^#.*\\/community$/s/^#[[:space:]]*//' /etc/apk/repositories");
        packages(host).install(host, List.of("--update-cache docker"));
    }

    @Override
    protected PackageManager packages(Host host) {
        return CommandPackageManager.apk();
    }
}
