package io.jm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.go.json.JsonReader;
import io.jm.os.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DockerCliPluginTest {
    private static final Map<String, String> FROM_DOCKER =
            Map.of("DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND", "/usr/bin/docker");

    private static Environment called(String program, Map<String, String> variables) {
        return new Environment(variables, Path.of("/"), program, false);
    }

    private static DockerCliPlugin plugin(String... arguments) {
        Environment environment = called("/usr/libexec/docker/cli-plugins/docker-machine", FROM_DOCKER);
        return new DockerCliPlugin(environment, List.of(arguments));
    }

    @Test
    void isRecognizedByItsNameAndByDockersQuestionOrVariable() {
        List<String> question = List.of("docker-cli-plugin-metadata");
        assertTrue(called("docker-machine", Map.of()).startedByDocker(question));
        assertTrue(called("docker-machine", FROM_DOCKER).startedByDocker(List.of("machine", "ls")));
        assertFalse(called("docker-machine", Map.of()).startedByDocker(List.of("ls")));
        assertFalse(called("jm", FROM_DOCKER).startedByDocker(List.of("ls")));
    }

    @Test
    void answersWhatItIs() {
        assertTrue(plugin("docker-cli-plugin-metadata").asksForMetadata());
        assertEquals("0.1.0", JsonReader.text(DockerCliPlugin.metadata(), "SchemaVersion"), DockerCliPlugin.metadata());
    }

    @Test
    void theArgumentsFollowTheWordMachine() {
        assertEquals(List.of("ls", "-q"), plugin("machine", "ls", "-q").ownArguments());
        assertEquals(
                List.of("ip", "machine"),
                plugin("--context", "machine", "machine", "ip", "machine").ownArguments());
        assertEquals(List.of(), plugin("machine").ownArguments());
        assertEquals(List.of(), plugin().ownArguments());
    }

    @Test
    void ofDockersOwnOptionsDebugAndConfigCount() {
        DockerCliPlugin plugin = plugin("-D", "--config", "/c", "--host=tcp://h:1", "machine", "ls");
        assertEquals(List.of("--debug", "ls"), plugin.ownArguments());
        assertEquals("/c", plugin.ownEnvironment().variables().get("DOCKER_CONFIG"));
    }

    @Test
    void hasTheDefaultsOfJmAndTheNameThatTheUserTyped() {
        Environment own = plugin("machine", "ls").ownEnvironment();
        assertEquals("docker machine", own.programName());
        assertFalse(own.usesDockerMachineDefaults());
    }
}
