package io.jm.provision.engine;

import java.util.List;

/**
 * A shell file that sets {@code DOCKER_OPTS}, for Upstart and RancherOS.
 *
 * @param path its path on the host
 */
public record DockerOptsFile(String path) implements EngineConfigFile {
    @Override
    public String text(EngineSettings settings) {
        List<List<String>> options = settings.daemonOptions();
        return "\nDOCKER_OPTS='\n" + ShellOptions.lines(options) + "\n'\n"
                + ShellOptions.exports(settings.environment()) + "\n";
    }
}
