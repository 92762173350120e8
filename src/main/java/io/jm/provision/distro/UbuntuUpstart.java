package io.jm.provision.distro;

import io.jm.provision.InitScriptService;
import io.jm.provision.engine.DockerOptsFile;
import io.jm.provision.engine.EngineConfigFile;
import io.jm.provision.host.Service;

/** Ubuntu before 15.04, with Upstart. */
final class UbuntuUpstart extends DebianFamily {
    UbuntuUpstart() {
        super("ubuntu(upstart)");
    }

    @Override
    public boolean announcesInstall() {
        return true;
    }

    @Override
    public EngineConfigFile configFile() {
        return new DockerOptsFile("/etc/default/docker");
    }

    @Override
    public Service service() {
        return InitScriptService.upstart();
    }
}
