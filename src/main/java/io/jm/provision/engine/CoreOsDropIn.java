package io.jm.provision.engine;

import java.util.ArrayList;
import java.util.List;

/** The same addition as Container Linux wants it: the distribution's own variables stay at work. */
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
        // two spaces behind the program: the original leaves room there for the word "daemon" of ancient engines
        return "[Service]\nEnvironment=TMPDIR=/var/tmp\nExecStart=\nExecStart=" + settings.daemon() + "  "
                + UnitText.commandLine(options)
                + "$DOCKER_OPTS $DOCKER_OPT_BIP $DOCKER_OPT_MTU $DOCKER_OPT_IPMASQ\n"
                + UnitText.environmentLine(settings.environment());
    }
}
