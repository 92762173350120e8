package io.jm.drivers.digitalocean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.base.JmException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before anything is made, and in which words. */
class PreCreateCheckTest {
    @TempDir
    Path root;

    private Machine machine;
    private DigitalOceanStandIn provider;

    @BeforeEach
    void prepare() throws IOException {
        machine = new Machine(root, "box");
        provider = machine.provider;
    }

    @AfterEach
    void nothingWasMadeAndEveryRequestWasAsDescribed() {
        assertEquals(List.of(), provider.faults);
        assertEquals(
                List.of(),
                provider.asked().stream().filter(one -> !one.startsWith("GET")).toList());
    }

    private DigitalOceanDriver checked(Map<String, Object> options) {
        DigitalOceanDriver driver = machine.configured(options);
        driver.preCreateCheck();
        return driver;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "region       | nowhere        | digitalocean requires a valid region: ams3, nyc3",
                "region       | nyc1           | digitalocean requires a valid region: ams3, nyc3",
                "size         | s-1vcpu-2gb    | size \"s-1vcpu-2gb\" is not offered in the region nyc3, nearest: s-1vcpu-1gb, s-2vcpu-2gb",
                "size         | s-8vcpu-16gb   | size \"s-8vcpu-16gb\" is not offered in the region nyc3, nearest: s-1vcpu-1gb",
                "size         | 512mb          | size \"512mb\" is not offered in the region nyc3, nearest: s-1vcpu-1gb, s-2vcpu-2gb",
                "image        | debian-12-x64  | image \"debian-12-x64\" not found, nearest: debian-13-x64",
                "image        | 78             | image \"78\" not found, nearest: debian-13-x64, ubuntu-22-04-x64, ubuntu-24-04-x64, ubuntu-25-04-x64, ubuntu-28-04-x64, ubuntu-30-04-x64",
                "image        | ubuntu-26-04-x64 | image \"ubuntu-26-04-x64\" is not in the region nyc3",
                "image        | ubuntu-28-04-x64 | image \"ubuntu-28-04-x64\" needs a disk of 50 GB, and the size s-1vcpu-1gb has 25 GB",
                "ssh-key-path | mykey          | ssh-key-fingerprint needs to be provided for \"mykey\"",
                "userdata     | ud.txt         | user-data file ud.txt could not be found",
            })
    void refuses(String option, String value, String message) {
        Map<String, Object> options = Map.of("digitalocean-" + option, value);
        assertEquals(
                message, assertThrows(JmException.class, () -> checked(options)).getMessage());
    }

    @Test
    void refusesAMissingKeyOfAFingerprint() {
        Map<String, Object> options =
                Map.of("digitalocean-ssh-key-path", "mykey", "digitalocean-ssh-key-fingerprint", "aa:bb");
        assertEquals(
                "SSH key does not exist: \"mykey\"",
                assertThrows(JmException.class, () -> checked(options)).getMessage());
        assertEquals(List.of(), provider.asked());
    }

    @Test
    void readsAllPages() {
        provider.pageSize = 1;
        DigitalOceanDriver driver = checked(Map.of("digitalocean-size", "s-2vcpu-2gb"));
        assertEquals("ubuntu-28-04-x64", driver.config().path("Image").asText(), "on the fifth page");
        assertEquals("GET regions?per_page=200&page=3", provider.asked().get(2));
    }

    @Test
    void aLinkToAnotherServerIsNotFollowed() {
        provider.instead(
                "GET regions",
                DigitalOceanStandIn.document(
                        "{\"regions\":[],\"links\":{\"pages\":{\"next\":\"https://example.com/v2/regions?page=2\"}}}"));
        assertThrows(JmException.class, () -> checked(Map.of()));
        assertEquals(1, provider.asked().size());
    }

    @Test
    void whatTheTokenMayNotAskIsNotChecked() {
        provider.denied.addAll(List.of("regions", "sizes", "images"));
        DigitalOceanDriver driver = checked(Map.of("digitalocean-region", "nowhere"));
        assertEquals("ubuntu-24-04-x64", driver.config().path("Image").asText());
        assertEquals(
                "debian-13-x64",
                checked(Map.of("digitalocean-image", "debian-13-x64"))
                        .config()
                        .path("Image")
                        .asText());
    }

    @Test
    void withoutAnUbuntuThatFitsTheOneThatIsKnownIsTaken() {
        provider.instead("GET images", DigitalOceanStandIn.document("{\"images\":[]}"));
        assertEquals(
                "ubuntu-24-04-x64", checked(Map.of()).config().path("Image").asText());
    }

    @Test
    void anAnswerThatIsNoneIsAnError() {
        provider.instead("GET regions", DigitalOceanStandIn.document("<html>login</html>"));
        assertEquals(
                "GET https://api.digitalocean.com/v2/regions: the answer has no \"regions\"",
                assertThrows(JmException.class, () -> checked(Map.of())).getMessage());
    }

    @Test
    void namesInAddressesAreEncoded() {
        Map<String, Object> options = Map.of("digitalocean-image", "../droplets?a=b#c d");
        assertThrows(JmException.class, () -> checked(options));
        assertEquals(
                "/v2/images/..%2Fdroplets%3Fa%3Db%23c%20d",
                provider.requests().get(2).uri().getRawPath());
    }
}
