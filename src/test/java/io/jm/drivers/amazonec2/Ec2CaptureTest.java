package io.jm.drivers.amazonec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.MachineState;
import io.jm.go.json.JsonReader;
import io.jm.testkit.SetTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same requests in the same order, with the same parameters, and the same lines as docker-machine, in the recorded
 * conversations; but for the differences that are listed here and in docs/compatibility.md.
 */
class Ec2CaptureTest {
    /** Calls that only jm makes: the image and the instance type are looked up at run time. */
    private static final Set<String> ONLY_JM =
            Set.of("DescribeImages", "DescribeInstanceTypes", "DescribeInstanceTypeOfferings");

    /** Calls that only docker-machine makes: jm has the tags in the launch. */
    private static final Set<String> ONLY_DOCKER_MACHINE = Set.of("CreateTags");

    /**
     * Parameters that differ: the newest version of the API, key pairs with random names, images that are looked up, a
     * token so that an instance is launched once, tags in the launch. jm leaves out what is empty.
     */
    private static final Set<String> DIFFERENT =
            Set.of("Version", "KeyName", "PublicKeyMaterial", "ImageId", "ClientToken");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create",
                "create-existing-key",
                "create-private-only",
                "create-use-private",
                "create-sg-readonly"
            })
    void createAsksTheSame(String file) throws IOException {
        Ec2Kit kit = kit(file);
        Ec2Capture capture = new Ec2Capture(file, kit.ec2);
        kit.internet = capture;
        Driver driver = kit.driver();
        driver.configure(kit.options(options(capture.command())));
        driver.preCreateCheck();
        driver.create();

        assertEquals(comparable(capture.recorded(), kit.name), comparable(capture.sent, kit.name));
        assertEquals(capture.lines(), kit.console.out().lines().toList());
    }

    @Test
    void aFailedLaunchIsToldAndCleanedUpTheSame() throws IOException {
        Ec2Kit kit = kit("create-profile-missing");
        Ec2Capture capture = new Ec2Capture("create-profile-missing", kit.ec2);
        kit.internet = capture;
        Driver driver = kit.driver();
        driver.configure(kit.options(options(capture.command())));
        driver.preCreateCheck();
        JmException error = assertThrows(JmException.class, driver::create);
        assertEquals(
                "Error launching instance: NoSuchEntity: Instance profile nosuch not found\n\tstatus code: 404, request id:"
                        + " request-id",
                error.getMessage());
        assertEquals(comparable(capture.recorded(), kit.name), comparable(capture.sent, kit.name));
        assertEquals(capture.lines(), kit.console.out().lines().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"create-subnet-mismatch", "create-keypair-missing"})
    void refusesTheSame(String file) throws IOException {
        Ec2Kit kit = kit(file);
        Ec2Capture capture = new Ec2Capture(file, kit.ec2);
        kit.internet = capture;
        Driver driver = kit.driver();
        JmException error = assertThrows(JmException.class, () -> {
            driver.configure(kit.options(options(capture.command())));
            driver.preCreateCheck();
        });
        assertTrue(capture.stderr().contains(error.getMessage()), error.getMessage());
        assertEquals(comparable(capture.recorded(), kit.name), comparable(capture.sent, kit.name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stop",
                "kill",
                "start",
                "ip",
                "url",
                "status",
                "rm",
                "rm-spot",
                "rm-existing-key",
                "rm-unknown-id"
            })
    void anExistingMachineIsAskedTheSame(String file) throws IOException {
        Ec2Kit kit = kit(file);
        Ec2Capture capture = new Ec2Capture(file, kit.ec2);
        kit.internet = capture;
        kit.last = machine(capture, kit.name);
        Driver driver = kit.loaded();
        command(file).accept(driver);
        assertEquals(comparable(capture.recorded(), kit.name), comparable(capture.sent, kit.name));
        assertEquals(capture.lines(), kit.console.out().lines().toList());
    }

    private static Consumer<Driver> command(String file) {
        return switch (file) {
            case "stop" ->
                driver -> {
                    driver.state();
                    driver.stop();
                    driver.state();
                };
            case "kill" ->
                driver -> {
                    driver.state();
                    driver.kill();
                    driver.state();
                };
            case "start" ->
                driver -> {
                    driver.state();
                    driver.start();
                };
            case "ip" -> driver -> assertEquals("54.214.41.194", driver.ip());
            case "url" -> driver -> assertEquals("tcp://54.214.41.194:2376", driver.url());
            case "status" -> driver -> assertEquals(MachineState.RUNNING, driver.state());
            default -> Driver::remove;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"ip-stopped", "status-unknown-id", "status-terminated-behind"})
    void whatIsWrongWithAMachineIsToldTheSame(String file) throws IOException {
        Ec2Kit kit = kit(file);
        Ec2Capture capture = new Ec2Capture(file, kit.ec2);
        kit.internet = capture;
        kit.last = machine(capture, kit.name);
        Driver driver = kit.loaded();
        if (file.equals("status-terminated-behind")) {
            assertEquals(MachineState.ERROR, driver.state());
            return;
        }
        JmException error = assertThrows(JmException.class, file.equals("ip-stopped") ? driver::ip : driver::state);
        assertEquals(
                capture.stderr().substring(capture.stderr().indexOf(": ") + 2).strip(), error.getMessage());
    }

    @Test
    void aPlainMachineIsRecordedAsByDockerMachine() throws IOException {
        Ec2Kit kit = new Ec2Kit(directory);
        ObjectNode config =
                kit.created("tags=owner,jm,env,test", "open-port=8080").config();
        List<String> names = new ArrayList<>();
        for (Iterator<String> all = config.fieldNames(); all.hasNext(); ) {
            names.add(all.next());
        }
        ObjectNode recorded =
                (ObjectNode) JsonReader.read(Files.readString(Path.of("src/test/resources/amazonec2/machine.json")));
        List<String> expected = new ArrayList<>();
        recorded.fieldNames().forEachRemaining(expected::add);
        assertEquals(expected, names);
        for (String name : names) {
            assertEquals(recorded.get(name).getNodeType(), config.get(name).getNodeType(), name);
        }
        for (String changing : List.of(
                "Id",
                "KeyName",
                "InstanceId",
                "IPAddress",
                "StorePath",
                "SSHKeyPath",
                "AMI",
                "SecurityGroupIds",
                "VpcId",
                "SubnetId",
                "AccessKey",
                "SecretKey")) {
            config.set(changing, recorded.get(changing));
        }
        assertEquals(recorded.toString(), config.toString());
    }

    private Ec2Kit kit(String file) throws IOException {
        String command = new Ec2Capture(file, new Ec2StandIn(new SetTicker(Instant.EPOCH))).command();
        Ec2Kit kit = new Ec2Kit(directory, command.substring(command.lastIndexOf(' ') + 1));
        kit.program = "docker-machine";
        kit.variables.put("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE");
        kit.variables.put("AWS_SECRET_ACCESS_KEY", "secret-of-the-test");
        Files.writeString(kit.store.resolve("mykey"), "a private key");
        Files.writeString(kit.store.resolve("mykey.pub"), "ssh-rsa AAAA");
        Files.writeString(kit.store.resolve("ud.txt"), "#cloud-config\nruncmd: [true]\n");
        return kit;
    }

    /** The options of a command line. */
    private static String[] options(String command) {
        List<String> options = new ArrayList<>();
        String[] words = command.split(" ");
        for (int i = 0; i < words.length; i++) {
            if (words[i].startsWith("--amazonec2-")) {
                String name = words[i].substring(2);
                boolean isSwitch = Ec2Flags.all().stream()
                        .anyMatch(flag -> flag.name().equals(name) && flag instanceof CreateFlag.Switch);
                options.add(name.substring("amazonec2-".length()) + "=" + (isSwitch ? "true" : words[i + 1]));
            }
        }
        return options.toArray(String[]::new);
    }

    private static ObjectNode machine(Ec2Capture capture, String name) throws IOException {
        ObjectNode config =
                (ObjectNode) JsonReader.read(Files.readString(Path.of("src/test/resources/amazonec2/machine.json")));
        config.put("MachineName", name);
        config.put("InstanceId", capture.recorded().get(0).get("InstanceId.1"));
        config.put("IPAddress", "54.214.41.194");
        config.put("KeyName", name);
        config.put("ExistingKey", capture.command().contains("rm -y m4"));
        return config;
    }

    private static List<String> comparable(List<Map<String, String>> calls, String machine) {
        List<String> comparable = new ArrayList<>();
        for (Map<String, String> call : calls) {
            String action = call.getOrDefault("Action", "");
            boolean ownKeyPair = action.equals("DescribeKeyPairs") && call.containsValue(machine);
            if (ONLY_JM.contains(action) || ONLY_DOCKER_MACHINE.contains(action) || ownKeyPair) {
                continue;
            }
            Map<String, String> kept = new TreeMap<>(call);
            kept.keySet().removeIf(name -> DIFFERENT.contains(name) || name.startsWith("TagSpecification."));
            kept.values().removeIf(String::isEmpty);
            String text = kept.toString();
            boolean again = comparable.contains(text) && !action.equals("DescribeInstances");
            // docker-machine makes its checks twice, and describes an instance for each login
            if (!again
                    && (comparable.isEmpty()
                            || !comparable.get(comparable.size() - 1).equals(text))) {
                comparable.add(text);
            }
        }
        return comparable;
    }
}
