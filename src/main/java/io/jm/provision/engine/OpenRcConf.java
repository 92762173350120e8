package io.jm.provision.engine;

import io.jm.provision.host.ShellOptions;
import java.util.ArrayList;
import java.util.List;

/** {@code /etc/conf.d/docker} of Alpine's OpenRC service. */
public final class OpenRcConf implements EngineConfigFile {
    @Override
    public String path() {
        return "/etc/conf.d/docker";
    }

    @Override
    public String text(EngineSettings settings) {
        List<List<String>> options = new ArrayList<>();
        options.add(List.of("-H", "tcp://0.0.0.0:" + settings.port()));
        options.add(List.of("-H", "unix:///var/run/docker.sock"));
        options.addAll(settings.storageOption());
        options.addAll(settings.tlsOptions());
        options.addAll(settings.userOptions());
        StringBuilder arguments = new StringBuilder();
        for (String line : ShellOptions.lines(options).split("\n", -1)) {
            arguments.append(arguments.isEmpty() || line.isEmpty() ? "" : " ").append(line);
        }
        return "DOCKER_OPTS='" + arguments + "'\n" + ShellOptions.exports(settings.environment());
    }
}
