package io.jm.drivers.openstack;

import static io.jm.drivers.openstack.StandInReplies.image;
import static io.jm.drivers.openstack.StandInReplies.network;
import static io.jm.drivers.openstack.StandInReplies.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest extends OpenStackFixture {
    private static final String UUID = "11111111-2222-3333-4444-555555555555";

    private ObjectNode checked(String... options) {
        OpenStackDriver driver = rig.driver("m");
        driver.configure(rig.usual(options));
        driver.preCreateCheck();
        return driver.config();
    }

    private String failure(String... options) {
        return assertThrows(JmException.class, () -> checked(options)).getMessage();
    }

    @Test
    void theIdsAreRecorded() {
        ObjectNode config = checked();
        assertEquals("n-private", config.path("NetworkId").asText());
        assertEquals("1", config.path("FlavorId").asText());
        assertEquals("i-1", config.path("ImageId").asText());
        assertEquals("n-public", config.path("FloatingIpPoolId").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "net-name, Unable to find network named none",
        "flavor-name, Unable to find flavor named none",
        "image-name, Unable to find image named none",
        "floatingip-pool, Unable to find network named none",
        "server-group-name, Unable to find server group named none",
        "sec-groups, Unable to find security_group with name or id 'none'"
    })
    void whatIsNotThereIsSaid(String option, String text) {
        cloud.hook = request -> request.uri().getPath().endsWith("/os-server-groups")
                ? StandInReplies.page(200, "{\"server_groups\":[]}")
                : null;
        assertEquals(text, failure(option, "none"));
    }

    @Test
    void anAmbiguousNameNeedsAnId() {
        cloud.networks.add(network("n-2", "private", false));
        assertEquals("More than one network named private found; use the id", failure());
        assertEquals(
                "n-2",
                checked("net-name", "", "net-id", "n-2").path("NetworkId").asText());
        cloud.groups.add(object("id", "g-2", "name", "default"));
        assertEquals(
                "More than one security group named default found; use the id",
                failure("net-name", "", "net-id", "n-2"));
        cloud.flavors.add(object("id", "2", "name", "m1.small").put("ram", 512));
        assertEquals("More than one flavor named m1.small found; use the id", failure("net-name", "", "net-id", "n-2"));
    }

    @Test
    void theNewestImageOfTheProjectCounts() {
        cloud.images.add(image("i-2", "debian", "2026-05-01T00:00:00Z", OpenStackStandIn.PROJECT));
        cloud.images.add(image("i-3", "debian", "2026-09-01T00:00:00Z", "another project"));
        assertEquals("i-2", checked().path("ImageId").asText());
    }

    @Test
    void anIdIsAcceptedInPlaceOfAName() {
        cloud.networks.add(network(UUID, "x", false));
        cloud.images.add(image(UUID, "y", "2026-01-01T00:00:00Z", ""));
        cloud.flavors.add(object("id", "42", "name", "z").put("ram", 512));
        ObjectNode config = checked("net-name", UUID, "image-name", UUID, "flavor-name", "42");
        assertEquals(UUID, config.path("NetworkId").asText());
        assertEquals(UUID, config.path("ImageId").asText());
        assertEquals("42", config.path("FlavorId").asText());
    }

    @Test
    void aNameCountsBeforeAnotherThingsId() {
        cloud.flavors.add(object("id", "7", "name", "1").put("ram", 512).put("disk", 1));
        assertEquals("7", checked("flavor-name", "1").path("FlavorId").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "a&b=c", "a+b", "ü/€", "50%", "#1", "?"})
    void oddNamesAreFound(String name) {
        cloud.networks.add(network("n-odd", name, false));
        cloud.images.add(image("i-odd", name, "2026-01-01T00:00:00Z", ""));
        ObjectNode config = checked("net-name", name, "image-name", name);
        assertEquals("n-odd", config.path("NetworkId").asText());
        assertEquals("i-odd", config.path("ImageId").asText());
    }

    @Test
    void thePoolMustBeExternal() {
        assertEquals(
                "The network private is not external; floating addresses come from external networks only",
                failure("floatingip-pool", "private"));
    }

    @Test
    void theFlavorMustFitTheImage() {
        cloud.images.get(0).put("min_ram", 1024);
        assertEquals("The image needs a memory of 1024 MB, and there are 512 MB", failure());
        cloud.images.get(0).put("min_ram", 0).put("min_disk", 4);
        assertEquals("The image needs a disk of 4 GB, and there are 1 GB", failure());
        assertEquals(
                "i-1",
                checked("boot-from-volume", "true", "volume-size", "4")
                        .path("ImageId")
                        .asText());
        cloud.flavors.get(0).put("disk", 0);
        assertEquals("i-1", checked().path("ImageId").asText());
    }

    @Test
    void anUnknownIdIsSaidBeforeAnythingIsMade() {
        String error = failure("flavor-name", "", "flavor-id", "99");
        assertTrue(error.startsWith("There is no flavor with the id 99\n"), error);
        error = failure("image-name", "", "image-id", "i-99");
        assertTrue(error.startsWith("There is no image with the id i-99\n"), error);
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
    }

    @Test
    void allPagesAreRead() {
        for (int i = 0; i < 2500; i++) {
            cloud.flavors.add(
                    object("id", "f" + i, "name", "flavor " + i).put("ram", 512).put("disk", 1));
        }
        assertEquals(
                "f2400", checked("flavor-name", "flavor 2400").path("FlavorId").asText());
        assertEquals(3, cloud.count("GET /compute/v2.1/flavors/detail"));
        for (int i = 0; i < 3; i++) {
            cloud.images.add(image("i-2" + i, "many", "2026-01-0" + (i + 1) + "T00:00:00Z", ""));
        }
        cloud.pageSize = 1;
        assertEquals(
                "i-22",
                checked("flavor-name", "", "flavor-id", "1", "image-name", "many")
                        .path("ImageId")
                        .asText());
    }

    @Test
    void aLinkToAnotherHostIsNotFollowed() {
        cloud.hook = request -> request.uri().getPath().endsWith("/flavors/detail")
                ? StandInReplies.page(
                        200,
                        "{\"flavors\":[],\"flavors_links\":[{\"rel\":\"next\",\"href\":\"https://evil.example.com/x\"}]}")
                : null;
        assertEquals(
                "cloud.example.com sent a link to the next page that is not followed: https://evil.example.com/x",
                failure());
        assertTrue(cloud.requests().stream()
                .allMatch(request -> request.uri().getHost().equals("cloud.example.com")));
    }

    @Test
    void nothingIsAskedForNova() {
        ObjectNode config = checked("nova-network", "true");
        assertEquals("", config.path("NetworkId").asText());
        assertEquals(
                List.of(),
                cloud.log().stream().filter(line -> line.contains("/network/")).toList());
    }

    @Test
    void aKeyPairAndItsFileMustBeThere() throws Exception {
        assertTrue(failure("keypair-name", "mine", "private-key-file", "none").startsWith("open "));
        rig.write("key", "k");
        assertEquals("Unable to find key pair named mine", failure("keypair-name", "mine", "private-key-file", "key"));
    }
}
