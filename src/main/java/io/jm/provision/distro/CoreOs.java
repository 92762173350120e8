package io.jm.provision.distro;

import io.jm.provision.engine.CoreOsDropIn;
import io.jm.provision.engine.EngineConfigFile;
import io.jm.provision.host.Host;
import io.jm.provision.host.RemoteFile;

/** CoreOS Container Linux. */
final class CoreOs extends ImageEngine {
    private static final String HOSTNAME_FILE = "/var/tmp/hostname.yml";

    CoreOs() {
        super("coreOS");
    }

    @Override
    public String defaultDaemon() {
        return "/usr/lib/coreos/dockerd";
    }

    @Override
    public EngineConfigFile configFile() {
        return new CoreOsDropIn();
    }

    @Override
    public void setHostname(Host host, String hostname) {
        if (host.write(RemoteFile.open(HOSTNAME_FILE, "#cloud-config\n\nhostname: " + hostname + "\n"))) {
            host.runAsRoot("systemctl start system-cloudinit@var-tmp-hostname.yml.service");
        }
    }

    @Override
    public String storageDriver(Host host, String wanted, String engineVersion) {
        return wanted;
    }
}
