package io.jm.drivers.openstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.cloud.CloudReply;
import io.jm.driver.MachineState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest extends OpenStackFixture {
    private static final String URL = OpenStackStandIn.ROOT + "/identity/v3";
    private static final String ENTRY = "clouds:\n"
            + "  mine:\n"
            + "    auth: &auth\n"
            + "      auth_url: " + URL + "\n"
            + "      username: u\n"
            + "      project_name: p\n"
            + "      user_domain_name: ud\n"
            + "      project_domain_id: pd\n"
            + "    region_name: RegionOne\n"
            + "  other:\n"
            + "    auth: *auth\n"
            + "    regions: [RegionTwo, RegionOne]\n";

    private String[] with(String... more) {
        String[] server = {"flavor-name", "m1.small", "image-name", "debian", "net-name", "private"};
        String[] all = new String[server.length + more.length];
        System.arraycopy(server, 0, all, 0, server.length);
        System.arraycopy(more, 0, all, server.length, more.length);
        return all;
    }

    private OpenStackDriver checked(String... options) {
        OpenStackDriver driver = rig.driver("m");
        driver.configure(rig.options(with(options)));
        driver.preCreateCheck();
        return driver;
    }

    private String failure(String... options) {
        return assertThrows(JmException.class, () -> checked(options)).getMessage();
    }

    private String auth() {
        return cloud.body("POST /identity/v3/auth/tokens").path("auth").toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|{\"id\":\"default\"}|{\"id\":\"default\"}",
                "domain-name=D|{\"name\":\"D\"}|{\"name\":\"D\"}",
                "domain-id=d|{\"id\":\"d\"}|{\"id\":\"d\"}",
                "user-domain-name=U|{\"name\":\"U\"}|{\"name\":\"U\"}",
                "user-domain-id=u,tenant-domain-id=t|{\"id\":\"u\"}|{\"id\":\"t\"}",
                "user-domain-id=u,domain-name=D|{\"id\":\"u\"}|{\"name\":\"D\"}",
                "tenant-domain-name=T|{\"id\":\"default\"}|{\"name\":\"T\"}"
            })
    void userAndProjectHaveTheirDomains(String options, String user, String project) {
        List<String> all =
                new ArrayList<>(List.of("auth-url", URL, "username", "u", "password", "secret", "tenant-name", "p"));
        if (options != null) {
            for (String pair : options.split(",", -1)) {
                all.addAll(List.of(pair.split("=", -1)));
            }
        }
        checked(all.toArray(String[]::new));
        assertEquals(
                "{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\"u\",\"password\":\"secret\","
                        + "\"domain\":" + user + "}}},\"scope\":{\"project\":{\"domain\":" + project
                        + ",\"name\":\"p\"}}}",
                auth());
    }

    @Test
    void theProjectOfTheAnswerIsRecorded() {
        OpenStackDriver driver =
                checked("auth-url", URL, "user-id", "x", "password", "secret", "project-name", "p", "domain-id", "d");
        assertEquals(OpenStackStandIn.PROJECT, driver.config().path("TenantId").asText());
        assertTrue(auth().contains("\"user\":{\"id\":\"x\",\"password\":\"secret\"}"), auth());
    }

    @Test
    void anApplicationCredentialHasNoScope() {
        OpenStackDriver driver =
                checked("auth-url", URL, "application-credential-id", "i", "application-credential-secret", "secret");
        assertEquals(
                "{\"identity\":{\"methods\":[\"application_credential\"],\"application_credential\":"
                        + "{\"id\":\"i\",\"secret\":\"secret\"}}}",
                auth());
        assertEquals(OpenStackStandIn.PROJECT, driver.config().path("TenantId").asText());
        assertEquals(
                "secret", driver.config().path("ApplicationCredentialSecret").asText());
    }

    @Test
    void anApplicationCredentialMayHaveANameAndItsUser() {
        checked(
                "auth-url",
                URL,
                "application-credential-name",
                "n",
                "application-credential-secret",
                "secret",
                "username",
                "u",
                "user-domain-id",
                "d");
        assertTrue(
                auth().contains(
                                "{\"name\":\"n\",\"secret\":\"secret\",\"user\":{\"name\":\"u\",\"domain\":{\"id\":\"d\"}}}"),
                auth());
    }

    @Test
    void aTokenIsNotStored() {
        cloud.password = "ready";
        OpenStackDriver driver = checked("auth-url", URL, "token", "ready", "project-id", "p");
        assertTrue(auth().contains("{\"methods\":[\"token\"],\"token\":{\"id\":\"ready\"}}"), auth());
        assertFalse(driver.config().toString().contains("ready"));
        rig.create("m", rig.options(with("auth-url", URL, "token", "ready", "project-id", "p")));
        assertThrows(JmException.class, rig.loaded("m", rig.saved)::state);
        rig.variables.put("OS_TOKEN", "ready");
        assertEquals(MachineState.RUNNING, rig.loaded("m", rig.saved).state());
        rig.variables.put("OS_AUTH_URL", "https://another.example.com/v3");
        assertThrows(JmException.class, rig.loaded("m", rig.saved)::state, "no secret goes to another cloud");
    }

    @Test
    void anUnknownTypeIsRefused() {
        rig.variables.put("OS_AUTH_TYPE", "v3totp");
        assertEquals(
                "auth_type v3totp is not supported",
                failure("auth-url", URL, "username", "u", "password", "secret", "tenant-id", "p"));
    }

    @Test
    void anOtherVersionOfTheIdentityApiIsRefused() {
        rig.variables.put("OS_IDENTITY_API_VERSION", "2.0");
        assertEquals(
                "OS_IDENTITY_API_VERSION must be 3; other versions of the identity API are not supported",
                failure("auth-url", URL, "username", "u", "password", "secret", "tenant-id", "p"));
    }

    @Test
    void theEntryOfACloudIsUsedAndItsSecretNotStored() throws IOException {
        rig.write(".config/openstack/clouds.yaml", ENTRY);
        rig.write(".config/openstack/secure.yaml", "clouds:\n  mine:\n    auth:\n      password: secret\n");
        rig.create("m", rig.options(with("cloud", "mine")));
        assertTrue(auth().contains("{\"name\":\"u\",\"password\":\"secret\",\"domain\":{\"name\":\"ud\"}}"), auth());
        assertTrue(auth().contains("{\"domain\":{\"id\":\"pd\"},\"name\":\"p\"}"), auth());
        ObjectNode config = rig.saved;
        assertEquals("mine", config.path("Cloud").asText());
        assertEquals(URL, config.path("AuthUrl").asText());
        assertEquals("RegionOne", config.path("Region").asText());
        assertEquals("", config.path("Username").asText());
        assertFalse(config.toString().contains("secret"));
        assertEquals(MachineState.RUNNING, rig.loaded("m", config).state());
        rig.write(".config/openstack/secure.yaml", "clouds:\n  mine:\n    auth:\n      password: changed\n");
        cloud.password = "changed";
        assertEquals(MachineState.RUNNING, rig.loaded("m", config).state());
    }

    @Test
    void theFirstFileThatExistsCounts() throws IOException {
        rig.write(".config/openstack/clouds.yaml", "clouds: {}\n");
        rig.write(
                "clouds.json",
                "{\"clouds\":{\"mine\":{\"auth\":{\"auth_url\":\"" + URL
                        + "\",\"username\":\"u\",\"password\":\"secret\",\"project_id\":\"p\"}}}}");
        checked("cloud", "mine");
        rig.variables.put(
                "OS_CLIENT_CONFIG_FILE",
                store.resolve(".config/openstack/clouds.yaml").toString());
        assertEquals("clouds.yaml has no cloud named mine", failure("cloud", "mine"));
    }

    @Test
    void aVendorOfTheUsersOwnFileIsMerged() throws IOException {
        rig.write("clouds-public.yaml", "public-clouds:\n  v:\n    auth:\n      auth_url: " + URL + "\n");
        rig.write("clouds.yaml", """
                clouds:
                  mine:
                    profile: v
                    auth:
                      username: u
                      password: secret
                      project_id: p
                  lost:
                    profile: none
                """);
        checked("cloud", "mine");
        assertEquals("clouds-public.yaml has no profile named none", failure("cloud", "lost"));
    }

    @Test
    void whatIsWrongInTheFilesIsSaid() throws IOException {
        rig.write("clouds.yaml", ENTRY);
        assertEquals("clouds.yaml has no cloud named none; it has mine, other", failure("cloud", "none"));
        assertTrue(failure("cloud", "mine").startsWith("Password must be specified"));
        assertEquals(
                "OS_CLOUD and OS_AUTH_URL name different clouds",
                failure("cloud", "mine", "auth-url", "https://another.example.com/v3"));
        rig.write("clouds.yaml", "clouds:\n\tmine:\n");
        assertTrue(failure("cloud", "mine").contains("clouds.yaml: line 2: "));
    }

    @Test
    void anEntryIsNotLookedForUnlessItIsNamed() throws IOException {
        rig.write("clouds.yaml", "this: [is no YAML");
        assertTrue(failure().startsWith("Authentication URL must be specified"));
    }

    @Test
    void whatIsGivenCountsBeforeTheEntry() throws IOException {
        rig.write("clouds.yaml", ENTRY);
        checked("cloud", "mine", "password", "secret", "tenant-id", "other-project", "username", "another");
        assertTrue(auth().contains("\"name\":\"another\""), auth());
        assertTrue(auth().contains("{\"project\":{\"id\":\"other-project\"}}"), auth());
    }

    @Test
    void anExpiredApplicationCredentialIsSaidAsTheCloudSaysIt() {
        cloud.hook = request -> request.uri().getPath().endsWith("/auth/tokens")
                ? StandInReplies.page(
                        401,
                        "{\"error\":{\"code\":401,\"title\":\"Unauthorized\",\"message\":"
                                + "\"The application credential is expired\"}}")
                : null;
        String error =
                failure("auth-url", URL, "application-credential-id", "i", "application-credential-secret", "secret");
        assertEquals(
                "Expected HTTP response code [201 202] when accessing [POST " + URL
                        + "/auth/tokens], but got 401 instead\n" + "The application credential is expired",
                error);
    }

    private String[] usual(String url, String... more) {
        String[] all = {"auth-url", url, "username", "u", "password", "secret", "tenant-id", "p"};
        String[] both = Arrays.copyOf(all, all.length + more.length);
        System.arraycopy(more, 0, both, all.length, more.length);
        return both;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/identity", "/identity/", "/identity/v3", "/identity/v3/", "/identity/v2.0"})
    void theAddressMayHaveEveryForm(String path) {
        // the link that the stand-in gives has another scheme and host, as behind a proxy
        checked(usual(OpenStackStandIn.ROOT + path));
        assertEquals(1, cloud.logins);
    }

    @Test
    void aCloudWithoutVersion3IsSaid() {
        cloud.hook = request ->
                StandInReplies.page(300, "{\"versions\":{\"values\":[{\"id\":\"v2.0\",\"status\":\"stable\"}]}}");
        assertEquals(
                "No supported version available from endpoint " + OpenStackStandIn.ROOT + "/identity/",
                failure(usual(OpenStackStandIn.ROOT + "/identity")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloud.example.com", "ftp://cloud/v3", "https:///v3", "https://a b/v3"})
    void anAddressThatIsNoneIsSaid(String url) {
        assertTrue(failure(usual(url)).startsWith("The authentication URL is not the address of a cloud: "));
    }

    @Test
    void theRegionIsChosen() {
        cloud.catalog.removeAll();
        cloud.service("compute", OpenStackStandIn.ROOT + "/nowhere", "public", "RegionTwo");
        cloud.service("compute", OpenStackStandIn.ROOT + "/compute/v2.1", "public", "RegionOne");
        cloud.service("network", OpenStackStandIn.ROOT + "/network/v2.0/", "public", "RegionOne");
        cloud.service("image", OpenStackStandIn.ROOT + "/image/v2", "public", "RegionOne");
        checked(usual(URL, "region", "RegionOne"));
        assertEquals(
                "The cloud has several regions: RegionOne, RegionTwo; choose one with --openstack-region",
                failure(usual(URL)));
        assertEquals(
                "No suitable endpoint could be found in the service catalog. (service network, endpoint type internal,"
                        + " region RegionOne)",
                failure(usual(URL, "region", "RegionOne", "endpoint-type", "internalURL")));
    }

    @Test
    void aliasesAndOldAddressesOfServicesWork() {
        cloud.catalog.removeAll();
        cloud.service("computev21", OpenStackStandIn.ROOT + "/compute/v2.1/");
        cloud.service("network", OpenStackStandIn.ROOT + "/network/");
        cloud.service("image", OpenStackStandIn.ROOT + "/image/");
        cloud.service("block-storage", OpenStackStandIn.ROOT + "/volume/v3/" + OpenStackStandIn.PROJECT);
        rig.create("m", rig.options(with(usual(URL, "volume-size", "2"))));
        assertEquals(1, cloud.volumes.size());
    }

    @Test
    void aHostileCatalogueIsAnError() {
        cloud.catalog.removeAll();
        cloud.service("network", "file:///etc/passwd");
        assertEquals("The cloud's catalogue has an address that is none: file:///etc/passwd", failure(usual(URL)));
    }

    @Test
    void aServerThatIsNoIdentityServiceIsSaid() {
        cloud.hook = request -> new CloudReply(200, Map.of(), "<html>hello</html>".getBytes(StandardCharsets.UTF_8));
        assertEquals(URL + " is not the address of an identity service: its answer has no token", failure(usual(URL)));
    }

    @Test
    void aLogInWithoutAProjectNamesThoseThereAre() {
        cloud.hook = request -> {
            if (request.uri().getPath().endsWith("/auth/projects")) {
                return StandInReplies.page(200, "{\"projects\":[{\"id\":\"p1\",\"name\":\"one\"}]}");
            }
            return new CloudReply(
                    201, Map.of("x-subject-token", "t"), "{\"token\":{}}".getBytes(StandardCharsets.UTF_8));
        };
        assertEquals(
                "The log-in is not for a project; choose one with --openstack-project-id: p1 (one)",
                failure(usual(URL)));
    }

    @Test
    void trustIsTheUsualOneUnlessChosen() throws IOException {
        checked(usual(URL));
        assertNull(rig.tls);
        checked(usual(URL, "insecure", "true"));
        assertNotNull(rig.tls);
        String missing = store.resolve("none.pem").toString();
        assertEquals("open " + missing + ": no such file or directory", failure(usual(URL, "cacert", "none.pem")));
        assertTrue(rig.console.out().contains("(m) Unable to read specified CA certificate(s)"));
        rig.write("bad.pem", "nothing");
        assertEquals("Ill-formed CA certificate(s) PEM file", failure(usual(URL, "cacert", "bad.pem")));
    }

    @Test
    void verifyingMayBeSwitchedOffInTheEntry() throws IOException {
        rig.write("clouds.yaml", ENTRY + "    verify: no\n");
        cloud.service("compute", OpenStackStandIn.ROOT + "/compute/v2.1", "public", "RegionTwo");
        cloud.service("network", OpenStackStandIn.ROOT + "/network", "public", "RegionTwo");
        cloud.service("image", OpenStackStandIn.ROOT + "/image", "public", "RegionTwo");
        OpenStackDriver driver = checked("cloud", "other", "password", "secret");
        assertNotNull(rig.tls);
        assertEquals("RegionTwo", driver.config().path("Region").asText());
    }

    @Test
    void noValueIsInTheTextOfAnyObject() {
        LoginValues values = LoginValues.of(Map.of(LoginKey.PASSWORD, "secret", LoginKey.USERNAME, "u"));
        assertFalse(values.toString().contains("secret"), values.toString());
        assertFalse(values.digest().contains("secret"));
        assertFalse(new Session("token", "p", new Catalog(cloud.catalog, "", ""))
                .toString()
                .contains("token"));
    }

    @ParameterizedTest
    @CsvSource({"v3applicationcredential, OS_APPLICATION_CREDENTIAL_SECRET", "v3token, OS_TOKEN"})
    void aChosenMethodNeedsItsSecret(String type, String variable) throws IOException {
        rig.write("clouds.yaml", ENTRY.replace("    region_name", "    auth_type: " + type + "\n    region_name"));
        String error = failure("cloud", "mine");
        assertTrue(
                error.contains(" must be specified either using the environment variable " + variable + " or"), error);
    }

    @Test
    void theRegionOfTheEnvironmentDoesNotMoveAMachine() {
        cloud.password = "ready";
        rig.create("m", rig.options(with("auth-url", URL, "token", "ready", "project-id", OpenStackStandIn.PROJECT)));
        rig.variables.put("OS_TOKEN", "ready");
        rig.variables.put("OS_REGION_NAME", "RegionTwo");
        rig.variables.put("OS_PROJECT_ID", "another");
        rig.loaded("m", rig.saved).remove();
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
    }

    @Test
    void aMachineOfWhichNothingWasMadeIsRemovedWithoutItsCloud() {
        ObjectNode config = rig.driver("m").config();
        config.put("Cloud", "no longer there").put("CaCert", "/none.pem");
        rig.loaded("m", config).remove();
        assertEquals(0, cloud.requests().size());
    }
}
