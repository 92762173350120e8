package io.jm.drivers.openstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.driver.DriverOptions;
import io.jm.driver.MachineState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The requests, lines and errors of docker-machine 0.16.2 against a real cloud, and each difference with its reason. */
class RecordedOpenStackTest {
    /** What jm does otherwise: requests of the recording that it does not send, and its own; docs/compatibility.md. */
    private enum Difference {
        IMAGES_OF_GLANCE("GET /v2\\.1/images/detail\\?.*", "GET /v2/images\\?name=.*&status=active"),
        CHECKS_BEFORE_CREATE(
                "", "GET /v2/images/[0-9a-f-]+|GET /v2\\.1/flavors/[0-9]+|GET /v2\\.0/security-groups\\?.*"),
        TAGS("", "GET /v2\\.1/"),
        FLOATING_ADDRESS_ALWAYS_NEW("GET /v2\\.0/floatingips\\?.*", ""),
        WAITS_UNTIL_DELETED("", "GET /v2\\.1/servers/[0-9a-f-]+"),
        ADDRESS_OF_OTHER_PROGRAMS("", "GET /v2\\.0/floatingips\\?floating_ip_address=.*"),
        CLEANS_UP("", "DELETE /v2\\.1/(servers|os-keypairs)/.*|GET /v2\\.1/servers/detail\\?name=.*"),
        NAMES_THE_NETWORKS("", "GET /v2\\.0/networks");

        private final Pattern recorded;
        private final Pattern own;

        Difference(String recorded, String own) {
            this.recorded = Pattern.compile(recorded);
            this.own = Pattern.compile(own);
        }
    }

    @TempDir
    Path store;

    private OpenStackRig rig(RecordedCloud cloud) throws IOException {
        OpenStackRig rig = new OpenStackRig(store, cloud);
        rig.write("ud.txt", "#cloud-config\nruncmd: [true]\n");
        rig.write("mykey", "a key of the user's\n");
        return rig;
    }

    /** The options of the recorded command line. */
    private static DriverOptions options(OpenStackRig rig, String command) {
        List<String> pairs = new ArrayList<>();
        Matcher option = Pattern.compile("--openstack-(\\S+)(?: ([^- ]\\S*))?").matcher(command);
        while (option.find()) {
            pairs.add(option.group(1));
            pairs.add(option.group(1).equals("config-drive") ? "true" : option.group(2));
        }
        return rig.options(pairs.toArray(String[]::new));
    }

    private static RecordedCloud forCreate(String file) {
        RecordedCloud cloud = new RecordedCloud(file);
        String id = "1bd40320-8cb1-4922-a703-370d42dd21b6";
        String image =
                "{\"id\":\"" + id + "\",\"name\":\"debian-12\",\"status\":\"active\",\"min_ram\":0,\"min_disk\":0}";
        if (file.equals("create") || file.equals("os-create-floating")) {
            image = image.replace(id, "54b864c0-45a5-4fec-8283-240935fb7a07");
        }
        String project = "3227ee6ac002440d9329b3fd9e678d46";
        return cloud.with("GET /v2/images\\?name=debian-12&status=active", "200 {\"images\":[" + image + "]}")
                .with("GET /v2/images/" + id, "200 " + image)
                .with("GET /v2.1/flavors/1", "200 {\"flavor\":{\"id\":\"1\",\"ram\":512,\"disk\":1}}")
                .with(
                        "GET /v2.0/security-groups\\?name=default&project_id=" + project,
                        "200 {\"security_groups\":[{\"id\":\"g\",\"name\":\"default\"}]}")
                .with("GET /v2.1/", "200 {\"version\":{\"version\":\"2.1\"}}");
    }

    private static void assertSame(RecordedCloud cloud, Difference... differences) {
        List<String> expected = new ArrayList<>(cloud.recorded());
        List<String> sent = new ArrayList<>(cloud.requests());
        for (Difference difference : differences) {
            int before = expected.size() + sent.size();
            expected.removeIf(line -> difference.recorded.matcher(line).matches());
            sent.removeIf(line -> difference.own.matcher(line).matches());
            assertTrue(before > expected.size() + sent.size(), "the difference is one: " + difference);
        }
        assertEquals(String.join("\n", polled(expected)), String.join("\n", polled(sent)));
    }

    private static List<String> polled(List<String> lines) {
        List<String> once = new ArrayList<>();
        for (String line : lines) {
            if (once.isEmpty() || !once.get(once.size() - 1).equals(line)) {
                once.add(line);
            }
        }
        return once;
    }

    private static List<String> lines(OpenStackRig rig) {
        return rig.console.out().lines().filter(line -> line.startsWith("(")).toList();
    }

    @Test
    void createWithNames() throws IOException {
        RecordedCloud cloud = forCreate("create");
        OpenStackRig rig = rig(cloud);
        OpenStackDriver driver = rig.create("o1", options(rig, cloud.command()));
        assertSame(cloud, Difference.IMAGES_OF_GLANCE, Difference.CHECKS_BEFORE_CREATE, Difference.TAGS);
        assertEquals(cloud.driverLines(), lines(rig));
        assertEquals("10.11.0.29", driver.ip());
        assertEquals(
                "b3f0eedd-2130-4e02-a247-5a80a4879f96",
                driver.config().path("MachineId").asText());
    }

    @Test
    void createWithAFloatingAddress() throws IOException {
        RecordedCloud cloud = forCreate("os-create-floating");
        OpenStackRig rig = rig(cloud);
        OpenStackDriver driver = rig.create("o2", options(rig, cloud.command()));
        String own = "\"description\":\"jm o2 [0-9a-f]{16}\",";
        List<String> sent = cloud.requests().stream()
                .map(line -> line.replaceFirst(own, ""))
                .filter(line -> line.contains("floatingips"))
                .toList();
        assertEquals(
                cloud.recorded().stream()
                        .filter(line -> line.contains("POST /v2.0/floatingips"))
                        .toList(),
                sent);
        String address = cloud.answered("POST /v2.0/floatingips")
                .path("floatingip")
                .path("floating_ip_address")
                .asText();
        assertEquals(address, driver.ip());
        assertEquals(cloud.driverLines(), lines(rig));
        assertTrue(
                cloud.requests().stream()
                        .anyMatch(line -> line.contains("\"user_data\":\"I2Nsb3VkLWNvbmZpZwpydW5jbWQ6IFt0cnVlXQo=\"")
                                && line.contains("\"config_drive\":\"true\"")),
                "the body of the server");
    }

    @Test
    void createByIds() throws IOException {
        RecordedCloud cloud = forCreate("os-create-by-ids");
        OpenStackRig rig = rig(cloud);
        OpenStackDriver driver = rig.create("q6", options(rig, cloud.command()));
        assertEquals(
                "89723ed3-78cf-472a-b129-aac6ad6ee3cb",
                driver.config().path("MachineId").asText());
        assertEquals(cloud.driverLines(), lines(rig));
    }

    @Test
    void createWithAKeyPairOfTheUsers() throws IOException {
        RecordedCloud cloud = forCreate("os-create-existing-key");
        OpenStackRig rig = rig(cloud);
        OpenStackDriver driver = rig.driver("q3");
        driver.configure(options(rig, cloud.command()));
        driver.preCreateCheck();
        Files.createDirectories(store.resolve("machines/q3"));
        driver.create();
        assertSame(cloud, Difference.IMAGES_OF_GLANCE, Difference.TAGS);
        assertEquals(cloud.driverLines(), lines(rig));
        assertEquals("a key of the user's\n", Files.readString(store.resolve("machines/q3/id_rsa")));
    }

    @ParameterizedTest
    @CsvSource({
        "os-create-no-net, Unable to find network named nonet",
        "os-create-no-flavor, Unable to find flavor named none",
        "os-create-bad-password, Expected HTTP response code [201 202] when accessing"
                + " [POST http://127.0.0.2:5000/v3/auth/tokens]"
    })
    void whatIsWrongIsSaidBeforeAnythingIsMade(String file, String text) throws IOException {
        RecordedCloud cloud = forCreate(file);
        OpenStackRig rig = rig(cloud);
        OpenStackDriver driver = rig.driver("o");
        driver.configure(options(rig, cloud.command()));
        String error = assertThrows(JmException.class, driver::preCreateCheck).getMessage();
        assertTrue(error.startsWith(text), error);
        assertTrue(cloud.stderr().contains(text), "docker-machine says it too");
        assertEquals(cloud.recorded(), cloud.requests());
    }

    @Test
    void aServerThatFailsIsDeletedAndTheReasonIsShown() throws IOException {
        RecordedCloud cloud = forCreate("os-create-error-state");
        String server = "2aa5683d-8cac-47a5-9cc9-27a66c5f4bab";
        cloud.with("DELETE /v2.1/servers/" + server, "204");
        cloud.with("DELETE /v2.1/os-keypairs/q1-[0-9a-f]{8}", "202");
        cloud.with("GET /v2.1/servers/detail\\?name=%5Eq1%24", "200 {\"servers\":[]}");
        OpenStackRig rig = rig(cloud);
        OpenStackDriver driver = rig.withKey("q1").driver("q1");
        driver.configure(options(rig, cloud.command()));
        driver.preCreateCheck();
        JmException e = assertThrows(JmException.class, driver::create);
        String recorded = "Instance creation failed. Instance is in ERROR state";
        assertTrue(e.getMessage().startsWith(recorded + ": No valid host was found."), e.getMessage());
        assertTrue(cloud.stderr().contains(recorded));
        assertSame(cloud, Difference.IMAGES_OF_GLANCE, Difference.TAGS, Difference.CLEANS_UP);
        assertEquals("", driver.config().path("MachineId").asText());
        assertEquals("", driver.config().path("KeyPairName").asText());
        assertFalse(driver.config().has("JmId"));
    }

    @Test
    void aQuotaThatIsExceededLeavesNothing() throws IOException {
        RecordedCloud cloud = forCreate("os-create-quota");
        OpenStackRig rig = rig(cloud);
        cloud.with("DELETE /v2.1/os-keypairs/q2-[0-9a-f]{8}", "202");
        cloud.with("GET /v2.1/servers/detail\\?name=%5Eq2%24", "200 {\"servers\":[]}");
        OpenStackDriver driver = rig.withKey("q2").driver("q2");
        driver.configure(options(rig, cloud.command()));
        driver.preCreateCheck();
        JmException e = assertThrows(JmException.class, driver::create);
        assertTrue(
                e.getMessage()
                        .startsWith("Expected HTTP response code [201 202] when accessing [POST"
                                + " http://127.0.0.2:8774/v2.1/servers], but got 403 instead\nQuota exceeded for ram: Requested"
                                + " 99999999, but already used 1024 of 51200 ram"),
                e.getMessage());
    }

    @Test
    void theNetworksAreNamedWhenThereAreSeveral() throws IOException {
        RecordedCloud cloud = forCreate("os-create-several-networks");
        cloud.with("DELETE /v2.1/os-keypairs/q4-[0-9a-f]{8}", "202");
        cloud.with("GET /v2.1/servers/detail\\?name=%5Eq4%24", "200 {\"servers\":[]}");
        cloud.with("GET /v2.0/networks", "200 {\"networks\":[{\"name\":\"one\"},{\"name\":\"two\"}]}");
        OpenStackRig rig = rig(cloud);
        OpenStackDriver driver = rig.withKey("q4").driver("q4");
        driver.configure(options(rig, cloud.command()));
        driver.preCreateCheck();
        String error = assertThrows(JmException.class, driver::create).getMessage();
        assertTrue(
                error.contains("\nMultiple possible networks found, use a Network ID to be more specific.\n"
                        + "The project's networks: one, two; choose one with --openstack-net-name"),
                error);
        assertSame(cloud, Difference.IMAGES_OF_GLANCE, Difference.CLEANS_UP, Difference.NAMES_THE_NETWORKS);
    }

    @Test
    void anAddressWithoutAVersionWorks() throws IOException {
        RecordedCloud cloud = new RecordedCloud("os-create-unversioned-url");
        OpenStackRig rig = rig(cloud);
        OpenStackDriver driver = rig.driver("q5");
        driver.configure(options(rig, cloud.command()));
        assertThrows(JmException.class, driver::preCreateCheck);
        assertEquals(
                List.of("GET /", "POST /v3/auth/tokens"),
                cloud.requests().stream()
                        .map(line -> line.replaceFirst(" \\{.*", ""))
                        .distinct()
                        .toList());
    }

    @Test
    void aProjectIsNamedInTheLogIn() throws IOException {
        RecordedCloud cloud = new RecordedCloud("create-tenant-name-fails");
        OpenStackRig rig = rig(cloud);
        OpenStackDriver driver = rig.driver("o1");
        driver.configure(options(rig, cloud.command()));
        assertThrows(JmException.class, driver::preCreateCheck, "nobody answers for the images");
        assertEquals(cloud.recorded().get(0), cloud.requests().get(0));
        assertTrue(cloud.requests().stream().noneMatch(line -> line.contains("tenants")));
    }

    /** The machine of a recording, as a Go program has it on record. */
    private static OpenStackDriver existing(OpenStackRig rig, RecordedCloud cloud, String machine) {
        OpenStackDriver fresh = rig.driver(machine);
        boolean later = machine.startsWith("q");
        RecordedCloud create =
                new RecordedCloud(later ? "os-create-by-ids" : machine.equals("o2") ? "os-create-floating" : "create");
        fresh.configure(options(rig, create.command()));
        ObjectNode config = fresh.config();
        for (String line : cloud.recorded()) {
            Matcher server =
                    Pattern.compile(".* /v2\\.1/servers/([0-9a-f-]{36}).*").matcher(line);
            Matcher key = Pattern.compile("DELETE /v2\\.1/os-keypairs/(.+)").matcher(line);
            if (server.matches()) {
                config.put("MachineId", server.group(1));
            }
            if (key.matches()) {
                config.put("KeyPairName", key.group(1));
            }
        }
        config.put("IPAddress", later ? "10.11.0.99" : "10.11.0.29");
        return rig.loaded(machine, config);
    }

    private static void awaitState(OpenStackDriver driver, MachineState wanted) {
        for (int i = 0; driver.state() != wanted; i++) {
            assertTrue(i < 20, "it becomes " + wanted);
        }
    }

    @ParameterizedTest
    @CsvSource({"os-status,RUNNING", "os-ls,RUNNING", "os-ls-stopped,STOPPED"})
    void theStateTakesALogInAndOneQuestion(String file, MachineState state) throws IOException {
        RecordedCloud cloud = new RecordedCloud(file);
        OpenStackDriver driver = existing(rig(cloud), cloud, "o1");
        assertEquals(state, driver.state());
        assertSame(cloud);
    }

    @Test
    void theUrl() throws IOException {
        RecordedCloud cloud = new RecordedCloud("os-url");
        OpenStackDriver driver = existing(rig(cloud), cloud, "o1");
        assertEquals("tcp://10.11.0.29:2376", driver.url());
        assertSame(cloud);
    }

    @ParameterizedTest
    @CsvSource({
        "os-stop,RUNNING,STOPPED",
        "os-kill,RUNNING,STOPPED",
        "os-start,STOPPED,RUNNING",
        "os-restart,RUNNING,RUNNING"
    })
    void power(String file, MachineState before, MachineState after) throws IOException {
        RecordedCloud cloud = new RecordedCloud(file);
        OpenStackDriver driver = existing(rig(cloud), cloud, "o1");
        assertEquals(before, driver.state());
        switch (file) {
            case "os-stop" -> driver.stop();
            case "os-kill" -> driver.kill();
            case "os-start" -> driver.start();
            default -> driver.restart();
        }
        awaitState(driver, after);
        assertSame(cloud);
    }

    @Test
    void remove() throws IOException {
        RecordedCloud cloud = new RecordedCloud("os-rm");
        OpenStackRig rig = rig(cloud);
        existing(rig, cloud, "o1").remove();
        assertSame(cloud, Difference.WAITS_UNTIL_DELETED);
        assertEquals(cloud.driverLines(), lines(rig));
    }

    @Test
    void removeWithAFloatingAddressOfAnotherProgram() throws IOException {
        RecordedCloud cloud = new RecordedCloud("os-rm-floating");
        cloud.with("GET /v2.0/floatingips\\?floating_ip_address=10.11.0.29", "200 {\"floatingips\":[]}");
        OpenStackRig rig = rig(cloud);
        existing(rig, cloud, "o2").remove();
        assertSame(cloud, Difference.WAITS_UNTIL_DELETED, Difference.ADDRESS_OF_OTHER_PROGRAMS);
        assertEquals(cloud.driverLines(), lines(rig));
    }

    @Test
    void removeWhatIsGone() throws IOException {
        RecordedCloud cloud = new RecordedCloud("os-rm-deleted-behind");
        cloud.with("GET /v2.0/floatingips\\?floating_ip_address=10.11.0.99", "200 {\"floatingips\":[]}");
        OpenStackRig rig = rig(cloud);
        existing(rig, cloud, "q6").remove();
        assertSame(cloud, Difference.ADDRESS_OF_OTHER_PROGRAMS);
        assertEquals(cloud.driverLines(), lines(rig));
    }

    @Test
    void theKeyPairOfAUserStays() throws IOException {
        RecordedCloud cloud = new RecordedCloud("os-rm-existing-key");
        OpenStackRig rig = rig(cloud);
        OpenStackDriver driver = existing(rig, cloud, "q3");
        ObjectNode config = driver.config();
        config.put("ExistingKey", true).put("KeyPairName", "mine").put("FloatingIpPool", "");
        rig.loaded("q3", config).remove();
        assertSame(cloud, Difference.WAITS_UNTIL_DELETED);
    }

    @ParameterizedTest
    @CsvSource({"os-status-deleted-behind", "os-url-deleted-behind"})
    void aServerThatIsGoneIsSaid(String file) throws IOException {
        RecordedCloud cloud = new RecordedCloud(file);
        OpenStackDriver driver = existing(rig(cloud), cloud, "q6");
        String id = driver.config().path("MachineId").asText();
        JmException e = assertThrows(JmException.class, file.contains("url") ? driver::url : driver::state);
        assertEquals("server " + id + " not found", e.getMessage());
        assertSame(cloud);
    }
}
