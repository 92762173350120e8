package io.jm.provision.distro;

import io.jm.base.JmException;
import io.jm.provision.InitScriptService;
import io.jm.provision.engine.DockerOptsFile;
import io.jm.provision.engine.EngineConfigFile;
import io.jm.provision.host.Host;
import io.jm.provision.host.HostName;
import io.jm.provision.host.RemoteFile;
import io.jm.provision.host.Service;

/** RancherOS, whose services are containers of a second engine, system-docker. */
final class RancherOs extends ImageEngine {
    RancherOs() {
        super("rancheros");
    }

    @Override
    public String directory() {
        return "/var/lib/rancher/conf";
    }

    @Override
    public EngineConfigFile configFile() {
        return new DockerOptsFile("/var/lib/rancher/conf/docker");
    }

    @Override
    public Service service() {
        return new InitScriptService("system-docker ACTION docker", "");
    }

    @Override
    public void setHostname(Host host, String hostname) {
        HostName.set(host, hostname);
        host.write(RemoteFile.open(
                "/var/lib/rancher/conf/cloud-config.d/machine-hostname.yml",
                "#cloud-config\n\nhostname: " + hostname + "\n"));
    }

    @Override
    public void upgrade(Host host) {
        host.runAsRoot("ros os upgrade -f --no-reboot");
        host.tryAsRoot("reboot");
    }

    @Override
    public void checkStorageDriver(String wanted) {
        if (!wanted.isEmpty() && !wanted.startsWith("overlay")) {
            throw new JmException("Unsupported storage driver: " + wanted);
        }
    }

    @Override
    public String storageDriver(Host host, String wanted, String engineVersion) {
        return wanted.isEmpty() ? "overlay2" : wanted;
    }
}
