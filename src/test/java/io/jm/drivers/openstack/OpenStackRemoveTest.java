package io.jm.drivers.openstack;

import static io.jm.drivers.openstack.StandInReplies.error;
import static io.jm.drivers.openstack.StandInReplies.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.driver.Existence;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rm deletes, what it leaves, and what it does not believe. */
class OpenStackRemoveTest extends OpenStackFixture {
    @Test
    void aPageOfAProxyDoesNotMeanThatTheServerIsGone() {
        OpenStackDriver driver = made();
        cloud.hook =
                request -> request.uri().getPath().contains("/servers/") ? page(404, "<html>Not Found</html>") : null;
        String error = assertThrows(JmException.class, driver::remove).getMessage();
        assertTrue(error.contains("but got 404 instead"), error);
        assertFalse(error.contains("html"), error);
        assertTrue(cloud.servers.containsKey("s-1"));
        assertEquals("s-1", rig.saved.path("MachineId").asText());
        assertTrue(cloud.keyPairs.isEmpty(), "the other steps were tried");
        cloud.hook = request -> null;
        rig.loaded("m", rig.saved).remove();
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
    }

    @ParameterizedTest
    @CsvSource({
        "/os-keypairs/, KeyPairName",
        "/floatingips/, FloatingIpId",
        "/volumes/, VolumeId",
        "/servers/, MachineId"
    })
    void aPageWithTheStatusOfSuccessDoesNotMeanThatAThingIsDeleted(String path, String key) {
        OpenStackDriver driver = made("volume-size", "3");
        String id = driver.config().path(key).asText();
        cloud.hook = request ->
                request.method().equals("DELETE") && request.uri().getPath().contains(path)
                        ? page(200, "\n<html>please log in</html>")
                        : null;
        String error = assertThrows(JmException.class, driver::remove).getMessage();
        assertTrue(error.contains(path + id + ": the answer is not the cloud's (200, a page)"), error);
        assertEquals(id, rig.saved.path(key).asText());
        cloud.hook = request -> null;
        rig.loaded("m", rig.saved).remove();
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
    }

    @Test
    void theMessageOfAWrongAddressDoesNotReadAsGone() {
        OpenStackDriver driver = made();
        cloud.hook = request -> request.uri().getPath().contains("/servers/")
                ? page(404, "{\"message\":\"The resource could not be found.\",\"code\":\"404 Not Found\"}")
                : null;
        String error = assertThrows(JmException.class, driver::remove).getMessage();
        assertFalse(error.toLowerCase(Locale.ROOT).matches("(?s).*(not found|not be found).*"), error);
    }

    /** A cloud locks a user after some wrong passwords. */
    @Test
    void aWrongPasswordIsSentOnce() {
        OpenStackDriver driver = made("openstack-floatingip-pool", "public");
        cloud.password = "changed";
        assertThrows(JmException.class, driver::remove);
        assertEquals(
                1, cloud.count("POST /identity/v3/auth/tokens"), cloud.log().toString());
        assertEquals("s-1", rig.saved.path("MachineId").asText());
    }

    @Test
    void nothingIsGoneBecauseTheLogInIsToAnotherProject() {
        made();
        ObjectNode moved = rig.saved.deepCopy();
        moved.put("TenantId", "ffffffffffffffffffffffffffffffff");
        OpenStackDriver driver = rig.loaded("m", moved);
        cloud.servers.clear();
        String error = assertThrows(JmException.class, driver::remove).getMessage();
        assertTrue(error.contains(OpenStackStandIn.PROJECT) && error.contains("rm -f"), error);
        assertFalse(error.toLowerCase(Locale.ROOT).contains("not found"), error);
    }

    @Test
    void aServerThatIsGoneIsRemoved() {
        OpenStackDriver driver = made();
        cloud.servers.clear();
        driver.remove();
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
        assertTrue(rig.console
                .out()
                .contains("(m) Remote instance does not exist, proceeding with removing local reference"));
    }

    @Test
    void aLockedServerIsAnErrorAndStaysOnRecord() {
        OpenStackDriver driver = made();
        cloud.server("s-1").put("locked", true);
        String error = assertThrows(JmException.class, driver::remove).getMessage();
        assertTrue(error.endsWith("Instance s-1 is locked"), error);
        assertEquals("s-1", rig.saved.path("MachineId").asText());
    }

    @Test
    void aServerThatDoesNotEndIsAnErrorAfterTwoMinutesAndStaysOnRecord() {
        OpenStackDriver driver = made();
        cloud.pollsUntilGone = 10_000;
        String error = assertThrows(JmException.class, driver::remove).getMessage();
        assertEquals("The server s-1 is still there after 120 s, although the cloud accepted its deletion", error);
        assertEquals("s-1", rig.saved.path("MachineId").asText());
        assertTrue(cloud.keyPairs.isEmpty() && cloud.addresses.isEmpty(), "the other steps were tried");
        cloud.pollsUntilGone = 1;
        rig.loaded("m", rig.saved).remove();
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
    }

    @Test
    void aServerThatTheCloudKeepsForAWhileIsDeleted() {
        OpenStackDriver driver = made();
        cloud.pollsUntilGone = 10_000;
        cloud.hook = request -> {
            if (request.method().equals("DELETE") && request.uri().getPath().contains("/servers/")) {
                cloud.server("s-1").put("status", "SOFT_DELETED");
            }
            return null;
        };
        driver.remove();
        assertEquals("", rig.saved.path("MachineId").asText());
    }

    @Test
    void nothingOnRecordNeedsNoCloud() {
        ObjectNode config = rig.driver("m").config();
        rig.loaded("m", config).remove();
        assertEquals(List.of(), cloud.log());
        assertTrue(rig.console
                .out()
                .contains("(m) Missing instance ID, this is likely due to a failure during machine creation"));
    }

    @Test
    void theFloatingAddressOfAnotherProgramIsTakenFromTheServerOnly() {
        OpenStackDriver driver = made();
        ObjectNode config = driver.config();
        config.remove(List.of("FloatingIpId", "FloatingIpOwned"));
        rig.loaded("m", config).remove();
        assertEquals(Set.of("f-2"), cloud.addresses.keySet());
        assertTrue(cloud.floating("f-2").path("port_id").isNull());
        assertTrue(rig.console.out().contains("(m) The floating address 203.0.113.2 stays allocated to the project"));
    }

    @Test
    void aVolumeOfTheUsersIsAttachedAndStays() {
        cloud.volumes.put("v-own", StandInReplies.object("id", "v-own", "status", "available"));
        OpenStackDriver driver = made("volume-id", "v-own", "volume-device-path", "/dev/vdb");
        assertEquals("in-use", cloud.volumeOf("v-own").path("status").asText());
        driver.remove();
        assertEquals(Set.of("v-own"), cloud.volumes.keySet());
    }

    @Test
    void anAddressOfNovaIsReleasedToo() {
        int[] held = {0};
        cloud.hook = request -> {
            String path = request.uri().getPath();
            if (path.endsWith("/os-floating-ips") && request.method().equals("POST")) {
                held[0]++;
                return page(200, "{\"floating_ip\":{\"id\":\"nf\",\"ip\":\"203.0.113.50\",\"pool\":\"public\"}}");
            }
            if (path.endsWith("/os-floating-ips/nf")) {
                held[0]--;
                return page(202, "");
            }
            return null;
        };
        OpenStackDriver driver = rig.create("m", rig.usual("nova-network", "true", "net-name", "", "sec-groups", ""));
        assertEquals("203.0.113.50", driver.ip());
        assertEquals(
                "203.0.113.50",
                cloud.body("POST /compute/v2.1/servers/s-1/action")
                        .path("addFloatingIp")
                        .path("address")
                        .asText());
        rig.loaded("m", driver.config()).remove();
        assertEquals(0, held[0]);
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
    }

    @Test
    void aServerThatItsOwnProjectDoesNotKnowIsGone() {
        OpenStackDriver driver = made();
        assertEquals(Existence.EXISTS, driver.existence());
        cloud.servers.clear();
        assertEquals(Existence.GONE, rig.loaded("m", rig.saved).existence());
    }

    @Test
    void aPageOfAProxyIsNoAnswerWhetherItExists() {
        OpenStackDriver driver = made();
        cloud.hook =
                request -> request.uri().getPath().contains("/servers/") ? page(404, "<html>Not Found</html>") : null;
        assertThrows(JmException.class, driver::existence);
    }

    @Test
    void aServerOfAMachineWithoutAProjectOnRecordIsNotKnownToBeGone() {
        made();
        cloud.servers.clear();
        ObjectNode record = rig.saved.deepCopy().put("TenantName", "").put("TenantId", "");
        cloud.hook = request -> null;
        assertThrows(JmException.class, rig.loaded("m", record)::existence);
    }
}
