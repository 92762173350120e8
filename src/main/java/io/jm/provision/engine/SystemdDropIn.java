package io.jm.provision.engine;

import java.util.List;

/** The systemd drop-in for the engine's unit; the unit file of the package stays unchanged. */
public final class SystemdDropIn implements EngineConfigFile {
    /** The path of docker-machine's drop-in, so that each program replaces the other's file. */
    public static final String PATH = "/etc/systemd/system/docker.service.d/10-machine.conf";

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String text(EngineSettings settings) {
        List<List<String>> options = settings.daemonOptions();
        return "[Service]\nExecStart=\nExecStart=" + settings.daemon() + " " + UnitText.commandLine(options) + "\n"
                + UnitText.environmentLine(settings.environment());
    }
}
