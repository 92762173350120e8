package io.jm.drivers.openstack;

import static io.jm.drivers.openstack.StandInReplies.error;
import static io.jm.drivers.openstack.StandInReplies.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.cloud.CloudReply;
import io.jm.driver.MachineState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions about machines that exist, and their power. */
class OpenStackMachineTest extends OpenStackFixture {
    @Test
    void aTokenThatIsRefusedForEverEndsAfterOneNewLogIn() {
        OpenStackDriver driver = made();
        cloud.logins = 0;
        cloud.hook = request -> request.uri().getPath().startsWith("/compute")
                ? page(401, "{\"error\":{\"code\":401,\"title\":\"Unauthorized\",\"message\":\"no\"}}")
                : null;
        String error = assertThrows(JmException.class, driver::state).getMessage();
        assertTrue(error.startsWith("Successfully re-authenticated, but got error executing request: "), error);
        assertEquals(2, cloud.logins);
        assertThrows(JmException.class, driver::state);
        assertEquals(2, cloud.logins);
    }

    @Test
    void aPasswordThatWasChangedIsTakenFromTheEnvironmentOfTheSameUser() {
        OpenStackDriver driver = made();
        cloud.password = "newer";
        assertThrows(JmException.class, driver::state);
        rig.variables.put("OS_AUTH_URL", OpenStackStandIn.ROOT + "/identity/v3/");
        rig.variables.put("OS_PASSWORD", "newer");
        rig.variables.put("OS_USERNAME", "another");
        assertThrows(JmException.class, rig.loaded("m", rig.saved)::state);
        rig.variables.put("OS_USERNAME", "u");
        assertEquals(MachineState.RUNNING, rig.loaded("m", rig.saved).state());
        rig.variables.put("OS_AUTH_URL", "https://another.example.com");
        assertThrows(JmException.class, rig.loaded("m", rig.saved)::state);
    }

    @ParameterizedTest
    @CsvSource({
        "BUILD,STARTING",
        "REBOOT,STARTING",
        "HARD_REBOOT,STARTING",
        "ACTIVE,RUNNING",
        "RESCUE,RUNNING",
        "VERIFY_RESIZE,RUNNING",
        "PAUSED,PAUSED",
        "SUSPENDED,SAVED",
        "SHUTOFF,STOPPED",
        "SHELVED_OFFLOADED,STOPPED",
        "SOFT_DELETED,STOPPED",
        "ERROR,ERROR",
        "MIGRATING,NONE"
    })
    void states(String status, MachineState state) {
        OpenStackDriver driver = made();
        cloud.buildPolls = 1000;
        cloud.server("s-1").put("status", status);
        assertEquals(state, driver.state());
    }

    @ParameterizedTest
    @CsvSource({
        "SHUTOFF,os-start",
        "PAUSED,unpause",
        "SUSPENDED,resume",
        "SHELVED,unshelve",
        "SHELVED_OFFLOADED,unshelve",
    })
    void startDoesWhatTheStatusNeeds(String status, String action) {
        OpenStackDriver driver = made();
        cloud.server("s-1").put("status", status);
        driver.start();
        assertEquals(
                action,
                cloud.body("POST /compute/v2.1/servers/s-1/action").fieldNames().next());
        assertEquals(MachineState.RUNNING, driver.state());
    }

    @Test
    void whatIsReachedAlreadyIsASuccess() {
        OpenStackDriver driver = made();
        driver.start();
        driver.stop();
        driver.stop();
        assertEquals(MachineState.STOPPED, driver.state());
    }

    @Test
    void aBusyServerIsWaitedFor() {
        OpenStackDriver driver = made();
        int[] busy = {3};
        cloud.hook = request -> request.uri().getPath().endsWith("/action") && busy[0]-- > 0
                ? error(409, "conflictingRequest", "Cannot 'stop' instance s-1 while it is in task_state powering-on")
                : null;
        driver.stop();
        assertEquals(MachineState.STOPPED, driver.state());
    }

    @Test
    void aStopThatHasNoEffectIsAnErrorOfKill() {
        OpenStackDriver driver = made();
        cloud.hook = request -> request.uri().getPath().endsWith("/action") ? page(202, "") : null;
        String error = assertThrows(JmException.class, driver::kill).getMessage();
        assertEquals("The server s-1 is not off after 30 s; the cloud has no harder stop", error);
    }

    @Test
    void aRestartThatDoesNotComeBackIsDoneHardOnce() {
        OpenStackDriver driver = made();
        int[] reboots = {0};
        cloud.hook = request -> {
            if (request.uri().getPath().endsWith("/action")) {
                cloud.buildPolls = ++reboots[0] == 1 ? 1000 : 1;
            }
            return null;
        };
        driver.restart();
        List<String> bodies = cloud.requests().stream()
                .filter(request -> request.uri().getPath().endsWith("/action"))
                .map(request -> new String(request.body(), StandardCharsets.UTF_8))
                .toList();
        assertEquals(List.of("{\"reboot\":{\"type\":\"SOFT\"}}", "{\"reboot\":{\"type\":\"HARD\"}}"), bodies);
        assertEquals(MachineState.RUNNING, driver.state());
    }

    @Test
    void theRecordedAddressNeedsNoCloud() {
        OpenStackDriver driver = made();
        assertEquals("203.0.113.2", driver.ip());
        assertEquals("203.0.113.2", driver.sshHostname());
        assertEquals(List.of(), cloud.log());
    }

    @Test
    void startNotesAnotherAddress() {
        OpenStackDriver driver = made("floatingip-pool", "");
        ObjectNode server = cloud.server("s-1");
        ObjectNode moved = StandInReplies.object("addr", "10.0.0.77").put("version", 4);
        server.put("status", "SHUTOFF")
                .putObject("addresses")
                .putArray("private")
                .add(moved);
        driver.start();
        assertEquals("10.0.0.77", driver.ip());
    }

    @Test
    void fiftyMachinesTakeOneLogInAndOneQuestion() {
        OpenStackDriver first = made();
        ObjectNode config = first.config();
        for (int i = 2; i <= 50; i++) {
            ObjectNode server = cloud.server("s-1").deepCopy();
            cloud.servers.put("s-" + i + "x", server.put("id", "s-" + i + "x"));
        }
        for (String id : List.copyOf(cloud.servers.keySet())) {
            OpenStackDriver driver = rig.inBulk("m", config.deepCopy().put("MachineId", id));
            assertEquals(MachineState.RUNNING, driver.state());
            assertEquals("tcp://203.0.113.2:2376", driver.url());
        }
        assertEquals(List.of("POST /identity/v3/auth/tokens", "GET /compute/v2.1/servers/detail"), cloud.log());
    }

    @Test
    void anErrorInAListingIsEachMachinesOwn() {
        OpenStackDriver first = made();
        ObjectNode config = first.config();
        assertThrows(JmException.class, rig.inBulk("m", config.deepCopy().put("MachineId", "gone"))::state);
        assertEquals(MachineState.RUNNING, rig.inBulk("m", config.deepCopy()).state());
    }

    @Test
    void theListingEndsWithinItsLimit() {
        OpenStackDriver first = made();
        cloud.hook = request -> request.uri().getPath().startsWith("/compute") ? error(503, "x", "busy") : null;
        Instant start = rig.ticker.now();
        assertThrows(JmException.class, rig.inBulk("m", first.config())::state);
        assertTrue(Duration.between(start, rig.ticker.now()).toSeconds() <= 20);
    }

    @Test
    void anAddressOfIpVersion6HasBracketsInTheUrlOnly() {
        cloud.hook = request -> {
            CloudReply reply = cloud.carriedOut(request);
            String text = reply.text()
                    .replace("\"10.0.0.1\",\"OS-EXT-IPS:type\":\"fixed\",\"version\":4", "\"fd00::1\",\"version\":6");
            return new CloudReply(reply.status(), reply.headers(), text.getBytes(StandardCharsets.UTF_8));
        };
        OpenStackDriver driver = rig.create("m", rig.usual("floatingip-pool", "", "ip-version", "6"));
        assertEquals("fd00::1", driver.ip());
        assertEquals("tcp://[fd00::1]:2376", driver.url());
    }
}
