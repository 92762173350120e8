package io.jm.provision.engine;

import java.util.ArrayList;
import java.util.List;

/** The systemd drop-in for Container Linux, which keeps the distribution's own variables in effect. */
public final class CoreOsDropIn implements EngineConfigFile {
    @Override
    public String path() {
        return SystemdDropIn.PATH;
    }

    @Override
    public String text(EngineSettings settings) {
        List<List<String>> options = new ArrayList<>();
        options.add(List.of("--host=unix:///var/run/docker.sock"));
        options.add(List.of("--host=tcp://0.0.0.0:" + settings.port()));
        options.addAll(settings.tlsOptions());
        options.addAll(settings.userOptions());
        // two spaces as by docker-machine, which puts the argument "daemon" of old engines there
        return "[Service]\nEnvironment=TMPDIR=/var/tmp\nExecStart=\nExecStart=" + settings.daemon() + "  "
                + UnitText.commandLine(options)
                + "$DOCKER_OPTS $DOCKER_OPT_BIP $DOCKER_OPT_MTU $DOCKER_OPT_IPMASQ\n"
                + UnitText.environmentLine(settings.environment());
    }
}
