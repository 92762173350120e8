package io.jm.drivers.openstack;

import static io.jm.drivers.openstack.StandInReplies.error;
import static io.jm.drivers.openstack.StandInReplies.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.cloud.CloudReply;
import io.jm.testkit.StandIn.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Making a machine on bad days of a cloud. */
class OpenStackCreateTest extends OpenStackFixture {
    private String failure(String... more) {
        return assertThrows(JmException.class, () -> rig.create("m", rig.usual(more)))
                .getMessage();
    }

    private String header(String start, String name) {
        return cloud.requests().stream()
                .filter(request -> (request.method() + " " + request.uri().getPath()).equals(start))
                .map(request -> request.headers().getOrDefault(name, ""))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theIdsAreOnRecordBeforeTheNextStep() {
        rig.create("m", rig.usual());
        assertEquals("203.0.113.2", rig.saved.path("IPAddress").asText());
        assertEquals("s-1", rig.saved.path("MachineId").asText());
        assertEquals("f-2", rig.saved.path("FloatingIpId").asText());
        assertTrue(rig.saved.path("FloatingIpOwned").asBoolean());
        assertEquals(OpenStackStandIn.PROJECT, rig.saved.path("TenantId").asText());
        assertEquals("n-public", rig.saved.path("FloatingIpPoolId").asText());
        assertFalse(rig.saved.has("JmId"));
        assertTrue(cloud.keyPairs.containsKey(rig.saved.path("KeyPairName").asText()));
        assertTrue(rig.saved.path("KeyPairName").asText().matches("m-[0-9a-f]{8}"));
    }

    @Test
    void createAsksForNoNameAgain() {
        OpenStackDriver driver = rig.withKey("m").driver("m");
        driver.configure(rig.usual());
        driver.preCreateCheck();
        cloud.startOver();
        driver.create();
        assertEquals(
                List.of(
                        "POST /compute/v2.1/os-keypairs",
                        "GET /compute/v2.1/",
                        "POST /compute/v2.1/servers",
                        "GET /compute/v2.1/servers/s-1",
                        "GET /compute/v2.1/servers/s-1",
                        "GET /network/v2.0/ports?device_id=s-1&network_id=n-private",
                        "POST /network/v2.0/floatingips"),
                cloud.log());
    }

    @Test
    void noSecretIsInTheDebugOutput() {
        rig.create("m", rig.usual());
        String all = rig.console.all();
        assertTrue(all.contains("/servers"), "requests are traced");
        assertFalse(all.contains("secret") || all.contains("token-1") || all.contains("do-not-log"), all);
    }

    /** Every request fails once with each of these, and the machine is made, once. */
    @ParameterizedTest
    @CsvSource({"503", "502", "500", "429"})
    void oneFailureOfEachRequestDoesNotMatter(int status) {
        Set<String> failed = new HashSet<>();
        cloud.hook = request -> {
            if (!failed.add(request.method() + request.uri())) {
                return null;
            }
            return new CloudReply(
                    status, Map.of("retry-after", "2"), "<html>busy</html>".getBytes(StandardCharsets.UTF_8));
        };
        OpenStackDriver driver = rig.create("m", rig.usual());
        assertEquals("servers[s-1] addresses[f-2]", cloud.leftovers().replaceAll(" (keys|volumes)\\[[^]]*]", ""));
        assertEquals(1, cloud.keyPairs.size());
        driver.remove();
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"POST /compute/v2.1/os-keypairs", "POST /compute/v2.1/servers", "POST /network/v2.0/floatingips"
            })
    void aLostAnswerMakesNothingTwice(String request) {
        rig.create("x", rig.usual());
        int number = cloud.log().indexOf(request) + 1;
        rig.loaded("x", rig.saved).remove();
        cloud.startOver();
        cloud.failAt(number, Failure.ANSWER_LOST);
        OpenStackDriver driver = rig.create("m", rig.usual());
        assertEquals(1, cloud.keyPairs.size());
        assertEquals(1, cloud.servers.size());
        assertEquals(1, cloud.addresses.size());
        rig.loaded("m", driver.config()).remove();
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
    }

    @Test
    void aSlowBuildIsWaitedForWithinTheLimit() {
        cloud.buildPolls = 30;
        rig.create("m", rig.usual("active-timeout", "200"));
        assertEquals(1, cloud.servers.size());
    }

    @Test
    void aBuildThatDoesNotEndIsDeleted() {
        cloud.buildPolls = 1000;
        Instant start = rig.ticker.now();
        String error = failure("active-timeout", "60");
        assertTrue(error.startsWith("The server s-1 is not active after 60 s; --openstack-active-timeout"), error);
        assertTrue(Duration.between(start, rig.ticker.now()).toSeconds() < 120);
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
    }

    @Test
    void anErrorShowsItsReasonAndLeavesNothing() {
        cloud.becomes = "ERROR";
        assertEquals("Instance creation failed. Instance is in ERROR state: No valid host was found.", failure());
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
        assertEquals("", rig.saved.path("MachineId").asText());
        assertEquals("", rig.saved.path("KeyPairName").asText());
    }

    @Test
    void anAddressMayCome20SecondsLate() {
        cloud.pollsWithoutAddress = 10;
        OpenStackDriver driver = rig.create("m", rig.usual("floatingip-pool", ""));
        assertEquals("10.0.0.1", driver.ip());
    }

    @Test
    void withoutAnAddressTheMachineIsOfNoUse() {
        cloud.pollsWithoutAddress = 1000;
        assertEquals("No IP found for the machine", failure("floatingip-pool", ""));
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
    }

    @Test
    void aServerThatIsDeletedMeanwhileIsSaid() {
        cloud.pollsWithoutAddress = 1000;
        cloud.hook = request -> {
            if (request.uri().getPath().endsWith("/servers/s-1") && cloud.count("GET /compute/v2.1/servers/s-1") > 5) {
                cloud.servers.clear();
            }
            return null;
        };
        assertEquals("server s-1 not found", failure("floatingip-pool", ""));
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
    }

    @Test
    void anExpiredTokenIsRenewedOnce() {
        cloud.hook = request -> {
            if (cloud.requests().size() == 8) {
                cloud.tokens.clear();
            }
            return null;
        };
        rig.create("m", rig.usual());
        assertEquals(2, cloud.logins);
        assertEquals(1, cloud.servers.size());
    }

    @Test
    void aFreeAddressOfTheProjectIsTakenOnlyIfAskedFor() {
        ObjectNode free = StandInReplies.object("id", "f-free", "floating_ip_address", "203.0.113.99");
        cloud.addresses.put("f-free", free.putNull("port_id"));
        assertEquals("203.0.113.2", rig.create("m", rig.usual()).ip());
        assertEquals(
                "203.0.113.99",
                rig.create("n", rig.usual("floatingip-reuse", "true")).ip());
        rig.loaded("n", rig.saved).remove();
        assertTrue(cloud.addresses.containsKey("f-free"), "it is the project's");
    }

    @Test
    void anAddressThatAnotherProcessTakesIsNotOurs() {
        ObjectNode free = StandInReplies.object("id", "f-free", "floating_ip_address", "203.0.113.99");
        cloud.addresses.put("f-free", free.putNull("port_id"));
        cloud.hook = request -> {
            if (request.method().equals("GET") && request.uri().getPath().endsWith("/f-free")) {
                free.put("port_id", "p-of-another");
            }
            return null;
        };
        assertEquals(
                "203.0.113.2",
                rig.create("m", rig.usual("floatingip-reuse", "true")).ip());
    }

    @Test
    void aMissingRouterIsShownAndNothingIsLeft() {
        cloud.hook = request ->
                request.method().equals("POST") && request.uri().getPath().endsWith("/floatingips")
                        ? StandInReplies.neutron(
                                404, "ExternalGatewayForFloatingIPNotFound", "External network n is not reachable")
                        : null;
        assertTrue(failure().endsWith("\nExternal network n is not reachable"));
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
    }

    @Test
    void whatCannotBeDeletedAfterAFailureIsNamed() {
        cloud.becomes = "ERROR";
        cloud.hook = request ->
                request.method().equals("DELETE") && request.uri().getPath().contains("/servers/")
                        ? error(403, "forbidden", "Policy doesn't allow it")
                        : null;
        String error = failure();
        assertTrue(error.startsWith("Instance creation failed."), error);
        assertTrue(error.contains("(server s-1); \"rm m\" tries it once more:\n"), error);
        assertTrue(error.endsWith("Policy doesn't allow it"), error);
        assertEquals("s-1", rig.saved.path("MachineId").asText());
    }

    @Test
    void resumingDoesNotDeleteAServerThatCannotBeAskedForAMoment() {
        OpenStackDriver driver = made();
        cloud.hook = request -> cloud.requests().size() < 20 ? error(500, "computeFault", "x") : null;
        assertThrows(JmException.class, driver::create);
        assertTrue(cloud.servers.containsKey("s-1"));
    }

    @Test
    void bootsFromAVolumeOfAType() {
        rig.create("m", rig.usual("boot-from-volume", "true", "volume-size", "9", "volume-type", "ssd"));
        JsonNode server = cloud.body("POST /compute/v2.1/servers").path("server");
        assertEquals("", server.path("imageRef").asText());
        assertEquals(
                "[{\"boot_index\":0,\"delete_on_termination\":true,\"destination_type\":\"volume\",\"source_type\":\"image\","
                        + "\"uuid\":\"i-1\",\"volume_size\":9,\"volume_type\":\"ssd\"}]",
                server.path("block_device_mapping_v2").toString());
        assertEquals("compute 2.67", header("POST /compute/v2.1/servers", "OpenStack-API-Version"));
        assertTrue(cloud.volumes.isEmpty(), "Nova makes it");
    }

    @Test
    void theServerIsTaggedWhereTheCloudCan() {
        rig.create("m", rig.usual());
        assertEquals("compute 2.52", header("POST /compute/v2.1/servers", "OpenStack-API-Version"));
        JsonNode server = cloud.body("POST /compute/v2.1/servers").path("server");
        String id = server.path("metadata").path("jm-id").asText();
        assertEquals("[\"jm\",\"jm:" + id + "\"]", server.path("tags").toString());
    }

    @Test
    void anOldCloudGetsNoTags() {
        cloud.maxVersion = "2.37";
        rig.create("m", rig.usual());
        assertEquals("", header("POST /compute/v2.1/servers", "OpenStack-API-Version"));
        assertFalse(cloud.body("POST /compute/v2.1/servers").path("server").has("tags"));
    }

    @Test
    void tenMachinesAtOnceHaveTheirOwnAddresses() {
        Set<String> addresses = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            addresses.add(rig.create("m" + i, rig.usual()).ip());
        }
        assertEquals(10, addresses.size());
    }

    @Test
    void aVersion2AddressIsReplacedAndSaid() {
        rig.create("m", rig.usual("auth-url", OpenStackStandIn.ROOT + "/identity/v2.0"));
        assertEquals("POST /identity/v3/auth/tokens", cloud.log().get(0));
        assertTrue(rig.console.out().contains("(m) The cloud is asked by version 3 of the identity API"));
        // what is stored is as it was given, for the programs that read it too
        assertEquals(
                OpenStackStandIn.ROOT + "/identity/v2.0",
                rig.saved.path("AuthUrl").asText());
    }

    @Test
    void metadataIsKeptUntilCreateWhateverIsLoadedBetween() {
        OpenStackDriver driver = rig.withKey("m").driver("m");
        driver.configure(rig.usual("metadata", "k1,v1,k2"));
        driver.preCreateCheck();
        driver.load(driver.config());
        driver.create();
        JsonNode metadata =
                cloud.body("POST /compute/v2.1/servers").path("server").path("metadata");
        assertEquals("v1", metadata.path("k1").asText());
        assertEquals(2, metadata.size());
        assertTrue(rig.console
                .out()
                .contains("(m) Metadata are not key value in pairs. 3 elements found\n(m) Creating machine..."));
    }

    @Test
    void aServerGroupIsAHintBesideTheServer() {
        cloud.hook = request -> request.uri().getPath().endsWith("/os-server-groups")
                ? page(200, "{\"server_groups\":[{\"id\":\"sg-1\",\"name\":\"apart\"}]}")
                : null;
        rig.create("m", rig.usual("server-group-name", "apart"));
        JsonNode body = cloud.body("POST /compute/v2.1/servers");
        assertEquals("{\"group\":\"sg-1\"}", body.path("os:scheduler_hints").toString());
        assertEquals("sg-1", rig.saved.path("ServerGroupId").asText());
    }

    /** Nova cuts this list without a link to the rest. */
    @Test
    void aServerGroupOnTheSecondPageIsFound() {
        cloud.hook = request -> {
            if (!request.uri().getPath().endsWith("/os-server-groups")) {
                return null;
            }
            return switch (StandInReplies.query(request, "offset")) {
                case "" ->
                    page(
                            200,
                            "{\"server_groups\":[{\"id\":\"sg-1\",\"name\":\"a\"},{\"id\":\"sg-2\",\"name\":\"b\"}]}");
                case "2" -> page(200, "{\"server_groups\":[{\"id\":\"sg-3\",\"name\":\"apart\"}]}");
                default -> page(200, "{\"server_groups\":[]}");
            };
        };
        rig.create("m", rig.usual("server-group-name", "apart"));
        assertEquals("sg-3", rig.saved.path("ServerGroupId").asText());
    }

    @Test
    void aListThatDoesNotEndIsAnError() {
        cloud.hook = request -> request.uri().getPath().endsWith("/flavors/detail")
                ? page(
                        200,
                        "{\"flavors\":[],\"flavors_links\":[{\"rel\":\"next\",\"href\":\"" + OpenStackStandIn.ROOT
                                + "/compute/v2.1/flavors/detail?marker="
                                + cloud.requests().size() + "\"}]}")
                : null;
        assertEquals("The list at cloud.example.com/compute/v2.1/flavors/detail does not end", failure());
    }

    /** Quota 0 of each kind: the cloud's reason is shown, and nothing is left. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/os-keypairs|403|forbidden|Quota exceeded, too many key pairs.",
                "/servers|403|forbidden|Quota exceeded for instances: Requested 1, but already used 0 of 0 instances",
                "/servers|413|overLimit|Quota exceeded for cores",
                "/floatingips|409|OverQuota|Quota exceeded for resources: ['floatingip'].",
                "/volumes|413|overLimit|VolumeSizeExceedsAvailableQuota",
                "/servers|403|forbidden|Policy doesn't allow os_compute_api:servers:create to be performed."
            })
    void aQuotaOrAMissingRoleIsSaid(String path, int status, String kind, String message) {
        cloud.hook = request ->
                request.method().equals("POST") && request.uri().getPath().endsWith(path)
                        ? kind.equals("OverQuota")
                                ? StandInReplies.neutron(status, kind, message)
                                : error(status, kind, message)
                        : null;
        String failure = failure("volume-size", "3");
        assertTrue(failure.endsWith("instead\n" + message), failure);
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
        assertEquals("", rig.saved.path("KeyPairName").asText());
    }
}
