package io.jm.drivers.amazonec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.cloud.SharedAnswers;
import io.jm.driver.MachineState;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions to many machines in one command. */
class Ec2ListTest extends Ec2Fixture {
    @BeforeEach
    void makeMachine() {
        kit.created();
        // which belong to another user
        kit.ec2.machines.put("i-77", new Ec2StandIn.Machine("i-77", Map.of(), "198.51.100.77"));
        startOver();
    }

    private void startOver() {
        kit.ec2.actions.clear();
        kit.ec2.calls.clear();
        kit.answers = new SharedAnswers();
    }

    private void store(String name, String driver, String region, String id) throws IOException {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("DriverName", driver);
        document.putObject("Driver").put("Region", region).put("InstanceId", id);
        Path file = kit.store.resolve("machines").resolve(name).resolve("config.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, document.toString());
    }

    private Set<String> asked(int call) {
        Map<String, String> query = kit.ec2.calls.get(call);
        assertEquals("instance-id", query.get("Filter.1.Name"));
        Set<String> ids = new HashSet<>();
        query.forEach((name, value) -> {
            if (name.startsWith("Filter.1.Value.")) {
                ids.add(value);
            }
        });
        return ids;
    }

    private MachineState state() {
        return kit.loaded(kit.bulk()).state();
    }

    @Test
    void fiftyMachinesAreOneQuestionAboutThem() throws IOException {
        Set<String> expected = new HashSet<>(List.of("i-1"));
        for (int i = 0; i < 50; i++) {
            store("m" + i, "amazonec2", "us-east-1", "i-0" + i);
            expected.add("i-0" + i);
        }
        store("elsewhere", "amazonec2", "eu-west-1", "i-2");
        store("other", "openstack", "us-east-1", "i-3");
        store("odd", "amazonec2", "us-east-1", "i-*");
        store("unmade", "amazonec2", "us-east-1", "");
        Files.writeString(kit.store.resolve("machines/odd/config.json.bak"), "{");
        Files.createDirectories(kit.store.resolve("machines/broken"));
        Files.writeString(kit.store.resolve("machines/broken/config.json"), "{");
        for (int i = 0; i < 50; i++) {
            assertEquals(MachineState.RUNNING, state());
        }
        assertEquals(List.of("DescribeInstances"), kit.ec2.actions);
        assertEquals(expected, asked(0));
    }

    @Test
    void aFilterHasTwoHundredIdsAtMost() throws IOException {
        for (int i = 0; i < 450; i++) {
            store("m" + i, "amazonec2", "us-east-1", "i-0" + i);
        }
        assertEquals(MachineState.RUNNING, state());
        List<Integer> sizes = new ArrayList<>();
        for (int call = 0; call < kit.ec2.calls.size(); call++) {
            sizes.add(asked(call).size());
        }
        assertEquals(List.of(200, 200, 51), sizes);
    }

    @Test
    void anInstanceThatIsNotThereIsAnError() {
        kit.saved().put("InstanceId", "i-99");
        String message = assertThrows(JmException.class, this::state).getMessage();
        assertEquals("instance i-99 not found", message);
        kit.saved().put("InstanceId", "i-1");
        assertEquals(MachineState.RUNNING, state());
        assertEquals(2, kit.ec2.actions.size());
    }

    @Test
    void credentialsAreAskedForOnce() throws IOException {
        kit.saved().put("AccessKey", "");
        kit.saved().put("SecretKey", "");
        Path aws = Files.createDirectories(directory.resolve("home/.aws"));
        Path count = directory.resolve("count");
        Files.writeString(
                aws.resolve("config"),
                "[default]\ncredential_process = echo x >>" + count
                        + "; echo '{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s\"}'\n");
        for (String region : List.of("us-east-1", "eu-west-1", "us-east-1")) {
            kit.saved().put("Region", region);
            assertEquals(MachineState.RUNNING, state());
        }
        assertEquals(List.of("x"), Files.readAllLines(count));
        assertEquals(2, kit.ec2.actions.size());
    }

    @Test
    void credentialsThatAreNotThereAreLookedForOnce() {
        kit.saved().put("AccessKey", "");
        AtomicInteger asked = new AtomicInteger();
        kit.nearby = request -> {
            asked.incrementAndGet();
            throw new ConnectException("no route to host");
        };
        for (int i = 0; i < 5; i++) {
            String message = assertThrows(JmException.class, this::state).getMessage();
            assertTrue(message.startsWith("amazonec2 driver requires AWS credentials"), message);
        }
        assertEquals(2, asked.get());
    }
}
