package io.jm.provision.engine;

import io.jm.provision.host.ShellOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell file that sets {@code DOCKER_OPTS}, for Upstart and RancherOS.
 *
 * @param path its path on the host
 */
public record DockerOptsFile(String path) implements EngineConfigFile {
    @Override
    public String text(EngineSettings settings) {
        List<List<String>> options = new ArrayList<>();
        options.add(List.of("-H", "tcp://0.0.0.0:" + settings.port()));
        options.add(List.of("-H", "unix:///var/run/docker.sock"));
        options.addAll(settings.storageOption());
        options.addAll(settings.tlsOptions());
        options.addAll(settings.userOptions());
        return "\nDOCKER_OPTS='\n" + ShellOptions.lines(options) + "\n'\n"
                + ShellOptions.exports(settings.environment()) + "\n";
    }
}
