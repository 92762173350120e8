package io.jm.provision.engine;

import java.util.List;

/** {@code /etc/conf.d/docker} of Alpine's OpenRC service. */
public final class OpenRcConf implements EngineConfigFile {
    @Override
    public String path() {
        return "/etc/conf.d/docker";
    }

    @Override
    public String text(EngineSettings settings) {
        List<List<String>> options = settings.daemonOptions();
        StringBuilder arguments = new StringBuilder();
        for (String line : ShellOptions.lines(options).split("\n", -1)) {
            arguments.append(arguments.isEmpty() || line.isEmpty() ? "" : " ").append(line);
        }
        return "DOCKER_OPTS='" + arguments + "'\n" + ShellOptions.exports(settings.environment());
    }
}
