package io.jm.provision.host;

import io.jm.ssh.SshReply;

/** The engine as a systemd service. */
public final class Systemd implements Service {
    @Override
    public void start(Host host) {
        host.runAsRoot("systemctl daemon-reload");
        host.runAsRoot("systemctl -f start docker");
    }

    @Override
    public SshReply restart(Host host) {
        host.runAsRoot("systemctl daemon-reload");
        // systemd refuses several restarts in a row; this fails if there is nothing to reset
        host.tryAsRoot("systemctl reset-failed docker");
        return host.tryAsRoot(restartCommand());
    }

    @Override
    public String restartCommand() {
        return "systemctl -f restart docker";
    }

    @Override
    public boolean isMissing(Host host) {
        return host.query("systemctl show -p LoadState docker.service").output().contains("LoadState=not-found");
    }

    @Override
    public void enable(Host host) {
        if (!host.query("systemctl is-enabled docker").output().strip().equals("enabled")) {
            host.runAsRoot("systemctl -f enable docker");
        }
    }

    @Override
    public String logCommand() {
        return "journalctl -u docker -n 30 --no-pager";
    }
}
