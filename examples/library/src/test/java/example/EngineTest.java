package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.jm.api.DockerMachine;
import io.jm.api.DockerMachines;
import io.jm.api.MachineSpec;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests with a Docker engine of their own: jm makes the machine, docker-java talks to its engine. */
class EngineTest {
    private static final DockerMachines MACHINES = DockerMachines.inDefaultStore().withLog(System.out::println);
    private static final String NAME = "tests";

    @BeforeAll
    static void create() {
        // an engine that is there; another driver makes one: MachineSpec.of("qemu")
        String engine = Objects.requireNonNull(System.getenv("ENGINE"), "ENGINE is the address of an engine with TLS");
        MACHINES.create(NAME, MachineSpec.of("none").with("url", engine).with("if-not-exists", "true"));
    }

    @AfterAll
    static void remove() {
        MACHINES.remove(NAME);
        assertFalse(MACHINES.exists(NAME));
    }

    @Test
    void dockerJavaReachesTheEngine() throws IOException {
        Map<String, String> variables = MACHINES.environment(NAME, true);
        DockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(variables.get("DOCKER_HOST"))
                .withDockerTlsVerify(variables.get("DOCKER_TLS_VERIFY"))
                .withDockerCertPath(variables.get("DOCKER_CERT_PATH"))
                .build();
        DockerHttpClient transport = new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .build();
        try (DockerClient docker = DockerClientImpl.getInstance(config, transport)) {
            docker.pingCmd().exec();
            System.out.println("engine " + docker.versionCmd().exec().getVersion());
        }
    }

    @Test
    void theDockerClientReachesTheEngine() throws IOException, InterruptedException {
        ProcessBuilder docker = new ProcessBuilder("docker", "version", "--format", "client sees {{.Server.Version}}");
        docker.environment().putAll(MACHINES.environment(NAME));
        Process process = docker.inheritIO().redirectOutput(ProcessBuilder.Redirect.PIPE).start();
        System.out.print(new String(process.getInputStream().readAllBytes()));
        assertEquals(0, process.waitFor());
    }

    @Test
    void theMachineIsListed() {
        DockerMachine machine = MACHINES.get(NAME);
        assertEquals("none", machine.driver());
        assertEquals(DockerMachine.State.RUNNING, machine.state());
    }
}
