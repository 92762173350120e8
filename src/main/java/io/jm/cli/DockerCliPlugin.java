package io.jm.cli;

import io.jm.os.Environment;
import io.jm.os.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * jm as a plugin of the docker CLI, which makes {@code docker machine ls} work: docker runs the program {@code
 * docker-machine} in its directory of plugins, first with one argument that asks what it is, then with the command line of
 * docker. See docker's own documentation of CLI plugins.
 */
public final class DockerCliPlugin {
    private static final String COMMAND = "machine";
    /** The options of docker itself that take a value; docker has read them already. */
    private static final List<String> WITH_VALUE = List.of(
            "--config", "--context", "-c", "--host", "-H", "--log-level", "-l", "--tlscacert", "--tlscert", "--tlskey");

    private final Environment environment;
    private final List<String> arguments;

    public DockerCliPlugin(Environment environment, List<String> arguments) {
        this.environment = environment;
        this.arguments = arguments;
    }

    /** Whether docker asks what this plugin is. */
    public boolean asksForMetadata() {
        return arguments.equals(List.of(Environment.DOCKER_PLUGIN_QUESTION));
    }

    /** Returns the answer: JSON in one line. */
    public static String metadata() {
        return "{\"SchemaVersion\":\"0.1.0\",\"Vendor\":\"jm\",\"Version\":\"" + ProductVersion.ownNumber()
                + "\",\"ShortDescription\":\"Create and manage machines that run Docker\"}\n";
    }

    /** Returns the arguments of jm: what follows the argument machine, with docker's option for debug output. */
    public List<String> ownArguments() {
        List<String> own = new ArrayList<>();
        int command = commandIndex();
        for (String option : arguments.subList(0, command)) {
            if (option.equals("-D") || option.equals("--debug")) {
                own.add("--debug");
            }
        }
        own.addAll(arguments.subList(Math.min(command + 1, arguments.size()), arguments.size()));
        return own;
    }

    /** Returns the environment with the name that the user typed, and the configuration directory that docker got. */
    public Environment ownEnvironment() {
        Map<String, String> variables = new HashMap<>(environment.variables());
        List<String> options = arguments.subList(0, commandIndex());
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).equals("--config") && i + 1 < options.size()) {
                variables.put(Setting.DOCKER_CONFIG.variable(), options.get(i + 1));
            } else if (options.get(i).startsWith("--config=")) {
                variables.put(Setting.DOCKER_CONFIG.variable(), options.get(i).substring("--config=".length()));
            }
        }
        return new Environment(variables, environment.workingDirectory(), "docker machine", environment.windows());
    }

    private int commandIndex() {
        int i = 0;
        while (i < arguments.size() && !arguments.get(i).equals(COMMAND)) {
            i += WITH_VALUE.contains(arguments.get(i)) ? 2 : 1;
        }
        return Math.min(i, arguments.size());
    }
}
