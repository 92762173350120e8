package io.jm.provision.distro;

import io.jm.base.JmException;
import io.jm.provision.InitScriptService;
import io.jm.provision.engine.Boot2DockerProfile;
import io.jm.provision.engine.EngineConfigFile;
import io.jm.provision.host.Host;
import io.jm.provision.host.Service;

/** boot2docker, on which only one directory survives a reboot. */
final class Boot2Docker extends ImageEngine {
    Boot2Docker() {
        super("boot2docker");
    }

    @Override
    public String directory() {
        return "/var/lib/boot2docker";
    }

    @Override
    public String defaultDaemon() {
        return "/usr/local/bin/dockerd";
    }

    @Override
    public EngineConfigFile configFile() {
        return new Boot2DockerProfile();
    }

    @Override
    public Service service() {
        return new InitScriptService("/etc/init.d/docker ACTION", "");
    }

    @Override
    public void setHostname(Host host, String hostname) {
        if (!host.facts().hostname().equals(hostname)) {
            host.runAsRoot("/usr/bin/sethostname " + hostname);
            host.run("echo " + hostname + " | " + host.facts().rootPrefix()
                    + "tee /var/lib/boot2docker/etc/hostname >/dev/null");
        }
    }

    @Override
    public void upgrade(Host host) {
        throw new JmException("boot2docker is no longer published, so there is nothing to upgrade to;"
                + " create a machine with a current distribution");
    }
}
