package io.jm.provision;

import io.jm.provision.host.Host;
import io.jm.provision.host.Service;
import io.jm.ssh.SshReply;

/**
 * The engine as the service of an init script.
 *
 * @param command the script's command line, with {@code ACTION} in place of {@code start} or {@code restart}
 * @param enableCommand the command that starts the engine at boot, or empty
 */
public record InitScriptService(String command, String enableCommand) implements Service {
    /** Returns the service for Upstart and System V init. */
    public static Service upstart() {
        return new InitScriptService("service docker ACTION", "");
    }

    public static Service openRc() {
        return new InitScriptService("rc-service docker ACTION", "rc-update add docker default");
    }

    @Override
    public void start(Host host) {
        host.runAsRoot(command.replace("ACTION", "start"));
    }

    @Override
    public SshReply restart(Host host) {
        return host.tryAsRoot(restartCommand());
    }

    @Override
    public String restartCommand() {
        return command.replace("ACTION", "restart");
    }

    @Override
    public void enable(Host host) {
        if (!enableCommand.isEmpty()) {
            host.runAsRoot(enableCommand);
        }
    }

    @Override
    public String logCommand() {
        return "tail -n 30 /var/log/docker.log";
    }
}
