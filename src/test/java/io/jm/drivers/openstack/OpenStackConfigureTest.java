package io.jm.drivers.openstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.driver.CreateFlag;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OpenStackConfigureTest {
    /** As docker-machine 0.16.2 writes it for a machine with a floating address. */
    private static final String WRITTEN =
            "{\"IPAddress\":\"203.0.113.24\",\"MachineName\":\"o2\",\"SSHUser\":\"debian\","
                    + "\"SSHPort\":22,\"SSHKeyPath\":\"/s/machines/o2/id_rsa\",\"StorePath\":\"/s\",\"SwarmMaster\":false,"
                    + "\"SwarmHost\":\"tcp://0.0.0.0:3376\",\"SwarmDiscovery\":\"\","
                    + "\"AuthUrl\":\"https://keystone.example:5000/v3\",\"ActiveTimeout\":200,\"Insecure\":false,\"CaCert\":\"\","
                    + "\"DomainID\":\"\",\"DomainName\":\"Default\",\"Username\":\"u\",\"Password\":\"p\",\"TenantName\":\"\","
                    + "\"TenantId\":\"00112233445566778899aabbccddeeff\",\"Region\":\"RegionOne\",\"AvailabilityZone\":\"\","
                    + "\"EndpointType\":\"\",\"MachineId\":\"11111111-2222-3333-4444-555555555555\",\"FlavorName\":\"m1.small\","
                    + "\"FlavorId\":\"1\",\"ImageName\":\"debian-12\",\"ImageId\":\"22222222-3333-4444-5555-666666666666\","
                    + "\"KeyPairName\":\"o2-00dd44ff\",\"NetworkName\":\"private\","
                    + "\"NetworkId\":\"33333333-4444-5555-6666-777777777777\",\"UserData\":\"I2Nsb3VkLWNvbmZpZwo=\","
                    + "\"PrivateKeyFile\":\"\",\"SecurityGroups\":[\"default\"],\"FloatingIpPool\":\"public\","
                    + "\"ComputeNetwork\":false,\"FloatingIpPoolId\":\"44444444-5555-6666-7777-888888888888\",\"IpVersion\":4,"
                    + "\"ConfigDrive\":true,\"ExistingKey\":false}";

    @TempDir
    Path store;

    private OpenStackRig rig;

    @BeforeEach
    void prepare() {
        rig = new OpenStackRig(store, new OpenStackStandIn());
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonReader.read(text);
    }

    @Test
    void aMachineOfDockerMachineIsWrittenAsItWas() {
        assertEquals(
                WRITTEN, GoJsonWriter.compact(rig.loaded("o2", json(WRITTEN)).config()));
    }

    @Test
    void keysAreReadInAnyCaseAndUnknownOnesAreKept() {
        ObjectNode config = json(WRITTEN.replace("\"DomainID\":\"\"", "\"DomainId\":\"d\"")
                .replace("\"ExistingKey\":false", "\"ExistingKey\":false,\"Unknown\":[1],\"volumesize\":7"));
        ObjectNode loaded = rig.loaded("o2", config).config();
        assertEquals("d", loaded.path("DomainID").asText());
        assertFalse(loaded.has("DomainId"));
        assertEquals("[1]", loaded.path("Unknown").toString());
        assertEquals(7, loaded.path("VolumeSize").asInt());
    }

    @Test
    void whatIsMissingIsAsInANewMachine() {
        ObjectNode loaded = rig.loaded("o2", json("{\"MachineName\":\"o2\"}")).config();
        assertEquals(200, loaded.path("ActiveTimeout").asInt());
        assertEquals(22, loaded.path("SSHPort").asInt());
        assertEquals("root", loaded.path("SSHUser").asText());
        assertTrue(loaded.path("UserData").isNull());
    }

    @Test
    void theKeysOfANewMachineAreThoseOfDockerMachineInItsOrder() {
        OpenStackDriver driver = rig.driver("o2");
        driver.configure(rig.usual());
        assertEquals(names(json(WRITTEN)), names(driver.config()));
    }

    @Test
    void furtherKeysFollowInTheirOrder() {
        OpenStackDriver driver = rig.driver("o2");
        driver.configure(rig.usual("volume-size", "3", "user-domain-name", "ud", "volume-type", "ssd"));
        List<String> all = names(driver.config());
        assertEquals(
                List.of("ExistingKey", "UserDomainName", "VolumeType", "VolumeSize"),
                all.subList(all.size() - 4, all.size()));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void theOptionsOfDockerMachineComeFirstAndInItsOrder() throws IOException {
        List<String> names = OpenStackFlags.all().stream()
                .filter(flag -> !flag.addition())
                .map(flag -> flag.name().substring(OpenStackFlags.PREFIX.length()))
                .toList();
        assertEquals(
                List.of(("auth-url insecure cacert domain-id domain-name username password tenant-name tenant-id region"
                                + " availability-zone endpoint-type flavor-id flavor-name image-id image-name keypair-name"
                                + " net-id private-key-file user-data-file net-name sec-groups nova-network"
                                + " floatingip-pool ip-version ssh-user ssh-port active-timeout config-drive metadata")
                        .split(" ")),
                names);
        assertEquals("OS_NETWORK_NAME", variable("net-name"));
        assertEquals("OS_SECURITY_GROUPS", variable("sec-groups"));
        assertEquals("OS_REGION_NAME", variable("region"));
        assertEquals("OS_FLOATINGIP_POOL", variable("floatingip-pool"));
        assertEquals("OS_APPLICATION_CREDENTIAL_SECRET", variable("application-credential-secret"));
        assertEquals("", variable("volume-size"));
    }

    private static String variable(String name) {
        return OpenStackFlags.all().stream()
                .filter(flag -> flag.name().equals(OpenStackFlags.PREFIX + name))
                .map(CreateFlag::environmentVariable)
                .findFirst()
                .orElseThrow();
    }

    private String error(String... options) {
        return assertThrows(JmException.class, () -> rig.driver("o").configure(rig.options(options)))
                .getMessage();
    }

    static Stream<Arguments> incomplete() {
        String variable = " must be specified either using the environment variable ";
        return Stream.of(
                Arguments.of(
                        "auth-url",
                        "Authentication URL" + variable + "OS_AUTH_URL or the CLI option --openstack-auth-url"),
                Arguments.of("username", "Username" + variable + "OS_USERNAME or the CLI option --openstack-username"),
                Arguments.of("password", "Password" + variable + "OS_PASSWORD or the CLI option --openstack-password"),
                Arguments.of(
                        "tenant-id",
                        "Tenant id or name must be provided either using one of the environment variables OS_TENANT_ID and"
                                + " OS_TENANT_NAME or one of the CLI options --openstack-tenant-id and --openstack-tenant-name"),
                Arguments.of(
                        "flavor-id",
                        "Flavor name or Flavor id must be specified using the CLI option --openstack-flavor-name or"
                                + " --openstack-flavor-id"),
                Arguments.of(
                        "image-id",
                        "Image name or Image id must be specified using the CLI option --openstack-image-name or"
                                + " --openstack-image-id"));
    }

    private static final List<String> COMPLETE = List.of(
            "auth-url",
            "https://c/v3",
            "username",
            "u",
            "password",
            "p",
            "tenant-id",
            "t",
            "flavor-id",
            "1",
            "image-id",
            "i");

    @ParameterizedTest
    @MethodSource("incomplete")
    void whatIsMissingIsSaidInTheOrderOfDockerMachine(String first, String text) {
        // everything before is given, nothing from there on
        assertEquals(text, error(COMPLETE.subList(0, COMPLETE.indexOf(first)).toArray(String[]::new)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flavor-name|f|Either Flavor name or Flavor id must be specified, not both",
                "image-name|i|Either Image name or Image id must be specified, not both",
                "endpoint-type|own|Endpoint type must be 'publicURL', 'adminURL' or 'internalURL'",
                "keypair-name|k|Both KeyPairName and PrivateKeyFile must be specified",
                "private-key-file|k|Both KeyPairName and PrivateKeyFile must be specified",
                "ip-version|5|IP version must be 4 or 6",
                "user-data-file|none.txt|open none.txt: no such file or directory",
                "ssh-port|70000|--openstack-ssh-port must be a port from 1 to 65535, not 70000",
            })
    void whatCannotBeIsRefused(String option, String value, String text) {
        List<String> options = new ArrayList<>(COMPLETE);
        options.addAll(List.of(option, value));
        assertEquals(text, error(options.toArray(String[]::new)));
    }

    @Test
    void twoOptionsForOneThingAreRefused() {
        List<String> options = new ArrayList<>(COMPLETE);
        options.addAll(List.of("net-name", "n", "net-id", "n"));
        assertEquals(
                "Either Network name or Network id must be specified, not both", error(options.toArray(String[]::new)));
        options.removeAll(List.of("net-id"));
        List<String> domains = new ArrayList<>(COMPLETE);
        domains.addAll(List.of("domain-id", "d", "domain-name", "d"));
        assertEquals(
                "You must provide exactly one of DomainID or DomainName to authenticate by Username",
                error(domains.toArray(String[]::new)));
    }

    @Test
    void userDataMayHave65535BytesInBase64() throws IOException {
        rig.write("largest", "x".repeat(49_149));
        OpenStackDriver driver = rig.driver("o");
        driver.configure(rig.usual("user-data-file", "largest"));
        assertEquals(
                "x".repeat(49_149),
                new String(
                        Base64.getDecoder()
                                .decode(driver.config().path("UserData").asText()),
                        StandardCharsets.UTF_8));
        rig.write("larger", "x".repeat(49_150));
        String error = assertThrows(
                        JmException.class, () -> rig.driver("o").configure(rig.usual("user-data-file", "larger")))
                .getMessage();
        assertEquals("The user data is too long: in base64 it must have at most 65535 bytes", error);
    }

    @Test
    void bootingFromAVolumeNeedsItsSize() {
        JmException e =
                assertThrows(JmException.class, () -> rig.driver("o").configure(rig.usual("boot-from-volume", "true")));
        assertEquals(
                "--openstack-boot-from-volume needs the size of the volume in GB: --openstack-volume-size",
                e.getMessage());
    }

    @Test
    void filesAreStoredSoThatTheyAreFoundFromAnotherDirectory() throws IOException {
        OpenStackDriver driver = rig.driver("o");
        driver.configure(rig.usual("cacert", "ca.pem", "keypair-name", "k", "private-key-file", "key"));
        assertEquals(
                store.resolve("ca.pem").toString(),
                driver.config().path("CaCert").asText());
        assertEquals(
                store.resolve("key").toString(),
                driver.config().path("PrivateKeyFile").asText());
        assertEquals(store.resolve("key").toString(), driver.sshKeySource());
    }

    @Test
    void theVariablesOfTodayAreUnderstood() {
        rig.variables.put("OS_AUTH_URL", "https://c/v3");
        rig.variables.put("OS_USERNAME", "u");
        rig.variables.put("OS_PASSWORD", "p");
        rig.variables.put("OS_PROJECT_NAME", "proj");
        rig.variables.put("OS_PROJECT_DOMAIN_ID", "default");
        rig.variables.put("OS_USER_DOMAIN_NAME", "Default");
        rig.variables.put("OS_INTERFACE", "internal");
        OpenStackDriver driver = rig.driver("o");
        driver.configure(rig.options("flavor-id", "1", "image-id", "i"));
        ObjectNode config = driver.config();
        assertEquals("proj", config.path("TenantName").asText());
        assertEquals("default", config.path("TenantDomainId").asText());
        assertEquals("Default", config.path("UserDomainName").asText());
        assertEquals("internal", config.path("EndpointType").asText());
    }

    @Test
    void theProjectOfAnOldOptionIsNotMixedWithThatOfAVariable() {
        rig.variables.put("OS_PROJECT_ID", "other");
        OpenStackDriver driver = rig.driver("o");
        driver.configure(rig.usual("tenant-id", "", "tenant-name", "mine"));
        assertEquals("", driver.config().path("TenantId").asText());
        assertEquals("mine", driver.config().path("TenantName").asText());
    }

    @Test
    void securityGroupsAreSplitAtCommasOnly() {
        OpenStackDriver driver = rig.driver("o");
        driver.configure(rig.usual("sec-groups", "a, b,ü"));
        assertEquals(
                "[\"a\",\" b\",\"ü\"]", driver.config().path("SecurityGroups").toString());
    }
}
