package io.jm.drivers.openstack;

import static io.jm.drivers.openstack.StandInReplies.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.testkit.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What create --resume goes on with, and what it leaves alone. */
class OpenStackResumeTest extends OpenStackFixture {
    private void fails(String id) {
        cloud.server(id).put("status", "ERROR").putObject("fault").put("message", "Failed to start libvirt guest");
    }

    /** Runs create until it is killed after the request. */
    private void createIsKilledAt(String request, String... more) {
        cloud.hook = sent -> {
            if ((sent.method() + " " + sent.uri().getPath()).equals(request)) {
                cloud.carriedOut(sent);
                throw new StandIn.Killed();
            }
            return null;
        };
        assertThrows(StandIn.Killed.class, () -> rig.create("m", rig.usual(more)));
        cloud.hook = sent -> null;
        cloud.startOver();
    }

    @Test
    void theServerOfAFinishedMachineStaysInTheStateErrorWithItsVolume() {
        OpenStackDriver driver = made("volume-size", "3");
        String before = cloud.leftovers();
        fails("s-1");
        String error = assertThrows(JmException.class, driver::create).getMessage();
        assertEquals(
                "The server s-1 is in the state ERROR: Failed to start libvirt guest. It may have data, so that it is not"
                        + " replaced: \"openstack server reboot --hard s-1\" may repair it; \"rm m\" deletes it with its"
                        + " volumes",
                error);
        assertEquals(before, cloud.leftovers());
        assertEquals(0, cloud.count("DELETE"));
        assertEquals("s-1", driver.config().path("MachineId").asText());
    }

    @Test
    void theServerThatAnotherProgramMadeIsNotReplacedEither() {
        ObjectNode config = made("floatingip-pool", "").config();
        assertFalse(config.has("JmId"));
        config.put("IPAddress", "");
        fails("s-1");
        assertThrows(JmException.class, rig.loaded("m", config)::create);
        assertEquals(0, cloud.count("DELETE"));
    }

    @Test
    void theVolumeOfAFinishedMachineStaysWhenItsServerIsGone() {
        OpenStackDriver driver = made("volume-size", "3");
        cloud.servers.clear();
        String before = cloud.leftovers();
        String keyPair = driver.config().path("KeyPairName").asText();
        String error = assertThrows(JmException.class, driver::create).getMessage();
        assertEquals(
                "The server s-1 is gone. What else belongs to the machine is kept (floating address f-3, volume v-2, key pair "
                        + keyPair
                        + "): \"rm m\" deletes it, and create makes a new machine after that",
                error);
        assertEquals(before, cloud.leftovers());
    }

    @Test
    void aServerThatNeverWasReadyIsReplaced() {
        createIsKilledAt("GET /compute/v2.1/servers/s-1", "volume-size", "3");
        fails("s-1");
        OpenStackDriver resumed = rig.loaded("m", rig.saved);
        resumed.create();
        assertEquals(List.of("s-2"), List.copyOf(cloud.servers.keySet()));
        assertEquals("s-2", resumed.config().path("MachineId").asText());
        rig.loaded("m", resumed.config()).remove();
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
    }

    /** The record has one name only: that of the new key pair. */
    @Test
    void theKeyPairOfAKeyThatIsLostIsDeleted() throws IOException {
        createIsKilledAt("POST /compute/v2.1/os-keypairs");
        Files.delete(store.resolve("machines/m/id_rsa"));
        OpenStackDriver resumed = rig.loaded("m", rig.saved);
        resumed.create();
        assertEquals(1, cloud.keyPairs.size());
        rig.loaded("m", resumed.config()).remove();
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
    }

    @Test
    void anAddressOfNovaThatTheServerDidNotGetIsGivenToIt() {
        boolean[] killed = {false};
        cloud.hook = request -> {
            String path = request.uri().getPath();
            if (path.endsWith("/action") && !killed[0]) {
                killed[0] = true;
                throw new StandIn.Killed();
            }
            return path.endsWith("/os-floating-ips")
                    ? page(200, "{\"floating_ip\":{\"id\":\"nf\",\"ip\":\"203.0.113.50\",\"pool\":\"public\"}}")
                    : null;
        };
        assertThrows(
                StandIn.Killed.class,
                () -> rig.create("m", rig.usual("nova-network", "true", "net-name", "", "sec-groups", "")));
        cloud.startOver();
        rig.loaded("m", rig.saved).create();
        assertEquals(0, cloud.count("POST /compute/v2.1/os-floating-ips"));
        assertEquals(
                "203.0.113.50",
                cloud.body("POST /compute/v2.1/servers/s-1/action")
                        .path("addFloatingIp")
                        .path("address")
                        .asText());
    }
}
