package io.jm.drivers.digitalocean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.CancelledException;
import io.jm.base.Ticker;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.driver.MachineState;
import io.jm.go.json.JsonReader;
import io.jm.os.AtomicFile;
import io.jm.ssh.RsaKeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The driver against a provider with state. */
class DigitalOceanDriverTest extends DigitalOceanFixture {
    @AfterEach
    void noTokenIsShown() {
        assertFalse(machine.console.all().contains(DigitalOceanStandIn.TOKEN), machine.console.all());
    }

    private String createError(Map<String, Object> options) {
        DigitalOceanDriver driver = machine.configured(options);
        driver.preCreateCheck();
        return error(driver::create);
    }

    @Test
    void optionsAreThoseOfDockerMachine() {
        List<CreateFlag> flags = machine.configured(Map.of()).createFlags();
        assertEquals(14, flags.size());
        for (CreateFlag flag : flags) {
            assertEquals(flag.name().toUpperCase(Locale.ROOT).replace('-', '_'), flag.environmentVariable());
            assertFalse(flag.addition(), flag.name());
        }
        DigitalOceanDriver driver = new DigitalOceanDriver(machine.context(), provider);
        assertEquals(
                "digitalocean driver requires the --digitalocean-access-token option",
                error(() -> driver.configure(new DriverOptions(Map.of()))));
    }

    @Test
    void whatAnOldFileLacksHasTheValueOfAFreshDriver() {
        machine.saved = (ObjectNode)
                JsonReader.read("{\"MachineName\":\"box\",\"Tags\":\"a\",\"IPv6Address\":\"2001:db8::1\"}");
        JsonNode config = machine.loaded().config();
        assertEquals("nyc3", config.path("Region").asText());
        assertEquals("s-1vcpu-1gb", config.path("Size").asText());
        assertEquals("ubuntu-16-04-x64", config.path("Image").asText());
        assertEquals("a", config.path("Tags").asText());
        assertEquals("2001:db8::1", config.path("IPv6Address").asText(), "of a fork, and kept");
    }

    @Test
    void createMakesAKeyAndADroplet() throws IOException {
        provider.pollsUntilReady = 4;
        DigitalOceanDriver driver = machine.configured(Map.of());
        driver.preCreateCheck();
        assertEquals("ubuntu-24-04-x64", driver.config().path("Image").asText(), "the newest that fits");
        provider.startOver();
        driver.create();
        assertEquals(
                List.of(
                        "(box) Creating SSH key...",
                        "(box) Creating Digital Ocean droplet...",
                        "(box) Waiting for IP address to be assigned to the Droplet..."),
                machine.console.out().lines().toList());
        assertEquals("203.0.113.5", driver.ip(), "not the private one, which is listed first");
        assertEquals(directoryOfKey().toString(), driver.sshKeyPath());
        assertEquals(
                List.of("POST account/keys", "POST droplets"), provider.asked().subList(0, 2));
        assertTrue(AtomicFile.hasMode(directoryOfKey(), AtomicFile.OWNER_ONLY));
        assertEquals(6, machine.saves, "each request that makes something, before and after, the address and the tag");
        assertEquals(List.of("droplet", "key"), kindsLeft());
        assertFalse(
                driver.config().toString().contains("Pending"), driver.config().toString());
    }

    private List<String> kindsLeft() {
        return provider.left().stream().map(one -> one.split(" ")[0]).toList();
    }

    private Path directoryOfKey() {
        return machine.directory().resolve("id_rsa");
    }

    @Test
    void looksForTheAddressLessAndLessOften() {
        provider.pollsUntilReady = 5;
        DigitalOceanDriver driver = machine.configured(Map.of());
        long start = machine.ticker.nanos();
        driver.create();
        assertEquals(Duration.ofSeconds(5 + 2 + 3 + 5 + 5), Duration.ofNanos(machine.ticker.nanos() - start));
    }

    @Test
    void aDropletThatNeverGetsAnAddressIsDeletedAfterTenMinutes() {
        provider.pollsUntilReady = 1000;
        String error = createError(Map.of());
        assertTrue(error.matches("the droplet \\d+ has no public IPv4 address after 10 minutes"), error);
        assertEquals(List.of(), provider.left());
        assertEquals(0, machine.saved.path("DropletID").asLong());
    }

    @Test
    void aCreationThatFailsAtTheProviderEndsTheWaitAtOnce() {
        provider.pollsUntilReady = 1000;
        provider.actionEnds = "errored";
        long start = machine.ticker.nanos();
        assertEquals("droplet action create failed", createError(Map.of()));
        assertEquals(Duration.ofSeconds(5), Duration.ofNanos(machine.ticker.nanos() - start));
        assertEquals(List.of(), provider.left());
    }

    @Test
    void whatCannotBeDeletedAfterAFailureIsNamedAndStaysOnRecord() {
        provider.instead("POST droplets", DigitalOceanStandIn.error(422, "will exceed your droplet limit."));
        provider.denied.add("account/keys/");
        String error = createError(Map.of());
        long key = provider.keys.keySet().iterator().next();
        assertEquals(
                "POST https://api.digitalocean.com/v2/droplets: 422 will exceed your droplet limit.\n"
                        + "What was made could not be deleted again:\n"
                        + "DELETE https://api.digitalocean.com/v2/account/keys/" + key
                        + ": 403 You are not authorized to perform this operation",
                error);
        assertEquals(key, machine.saved.path("SSHKeyID").asLong());
        provider.denied.clear();
        machine.loaded().remove();
        assertEquals(List.of(), provider.left());
    }

    @Test
    void aGatewaysErrorIsFollowedByALookBeforeTheNextOrder() {
        provider.instead("POST droplets", DigitalOceanStandIn.error(504, "timeout"));
        DigitalOceanDriver driver = machine.configured(Map.of());
        driver.create();
        assertEquals(1, provider.droplets.size());
        assertEquals(
                2,
                provider.asked().stream()
                        .filter("POST droplets"::equals)
                        .toList()
                        .size());
    }

    @Test
    void aKeyOfTheAccountIsUsedAndNeverDeleted() {
        provider.addKey("mine", RsaKeyPair.in(keys).fingerprint());
        DigitalOceanDriver driver = machine.configured(Map.of());
        driver.create();
        assertEquals(1, provider.keys.size());
        assertEquals(0, driver.config().path("SSHKeyID").asLong());
        driver.remove();
        assertEquals(1, provider.keys.size());
        assertTrue(provider.droplets.isEmpty());
    }

    @Test
    void theKeyOfAFingerprintIsCopiedAndNeverDeleted() throws IOException {
        String fingerprint = "3b:16:bf:e4:8b:00:8b:b8:59:8c:a9:d3:f0:19:45:fa";
        provider.addKey("mine", fingerprint);
        Files.writeString(root.resolve("mykey"), "secret");
        DigitalOceanDriver driver = machine.configured(
                Map.of("digitalocean-ssh-key-fingerprint", fingerprint, "digitalocean-ssh-key-path", "mykey"));
        driver.preCreateCheck();
        driver.create();
        Path copy = machine.directory().resolve("mykey");
        assertEquals(copy.toString(), driver.sshKeyPath());
        assertTrue(AtomicFile.hasMode(copy, AtomicFile.OWNER_ONLY));
        driver.remove();
        assertEquals(1, provider.keys.size());
        assertTrue(provider.droplets.isEmpty());
    }

    @Test
    void aPrivateImageIsSentAsANumberAndTagsAsAList() {
        DigitalOceanDriver driver =
                machine.configured(Map.of("digitalocean-image", "77", "digitalocean-tags", " a, ,b ,"));
        driver.preCreateCheck();
        driver.create();
        JsonNode body = provider.requests().stream()
                .filter(request -> request.method().equals("POST")
                        && request.uri().getPath().endsWith("droplets"))
                .map(request -> JsonReader.read(request.body()))
                .findFirst()
                .orElseThrow();
        assertEquals("77", body.path("image").toString());
        assertTrue(body.path("tags").toString().matches("\\[\"a\",\"b\",\"jm-[0-9a-f]{24}\"]"), body.toString());
        assertFalse(body.has("private_networking"));
    }

    @Test
    void userDataAreSentAndLimited() throws IOException {
        Path file = root.resolve("ud");
        Files.writeString(file, "x".repeat(65536));
        machine.configured(Map.of("digitalocean-userdata", "ud")).preCreateCheck();
        Files.writeString(file, "x".repeat(65537));
        assertEquals(
                "user-data file ud is larger than 64 KiB, DigitalOcean's limit",
                error(() -> machine.configured(Map.of("digitalocean-userdata", "ud"))
                        .preCreateCheck()));
        provider.startOver();
        assertEquals(
                "user-data file ud is larger than 64 KiB, DigitalOcean's limit",
                error(() -> machine.configured(Map.of("digitalocean-userdata", "ud"))
                        .create()));
        assertEquals(List.of(), provider.asked(), "nothing is made");
        assertEquals(
                "user-data file nothing could not be found",
                error(() -> machine.configured(Map.of("digitalocean-userdata", "nothing"))
                        .preCreateCheck()));
    }

    @Test
    void statesAreThoseOfTheDroplet() throws IOException {
        DigitalOceanDriver driver = machine.created();
        ObjectNode droplet = provider.droplets.values().iterator().next();
        assertEquals(MachineState.RUNNING, driver.state());
        droplet.put("status", "off");
        assertEquals(MachineState.STOPPED, driver.state());
        assertEquals("Host is not running", error(driver::url));
        droplet.put("status", "archive");
        assertEquals(MachineState.NONE, driver.state());
        assertEquals("the status of the droplet is \"archive\"", driver.stateReason());
        provider.droplets.clear();
        assertTrue(error(driver::state).endsWith("404 The resource you were accessing could not be found."));
    }

    @Test
    void aMachineWithoutADropletSaysSo() {
        DigitalOceanDriver driver = machine.configured(Map.of());
        assertEquals("dropletID is invalid because cannot be less than 1", error(driver::state));
        assertEquals("id is invalid because cannot be less than 1", error(driver::start));
        assertEquals("IP address is not set", error(driver::ip));
        driver.remove();
        assertEquals(List.of(), provider.asked());
    }

    @Test
    void stateRecordsAnAddressThatACreateDidNotGet() throws IOException {
        machine.created();
        machine.saved.put("IPAddress", "");
        DigitalOceanDriver driver = machine.loaded();
        assertEquals(MachineState.RUNNING, driver.state());
        assertEquals("203.0.113.5", driver.ip());
    }

    @Test
    void resumeOfADropletThatIsGoneMakesAnother() throws IOException {
        DigitalOceanDriver driver = machine.created();
        provider.droplets.clear();
        provider.keys.clear();
        driver.create();
        assertEquals(1, provider.droplets.size());
        assertEquals(1, provider.keys.size());
        driver.remove();
        assertEquals(List.of(), provider.left());
    }

    @Test
    void resumeThatFailsDeletesNoDropletOfAnEarlierAttempt() throws IOException {
        DigitalOceanDriver driver = machine.created();
        ObjectNode droplet = provider.droplets.values().iterator().next();
        droplet.withObject("networks").withArray("v4").removeAll();
        assertTrue(error(driver::create).contains("no public IPv4 address"));
        assertEquals(1, provider.droplets.size());
    }

    @Test
    void removeOfWhatIsGoneIsDone() throws IOException {
        DigitalOceanDriver driver = machine.created();
        provider.droplets.clear();
        provider.keys.clear();
        driver.remove();
        assertEquals(
                List.of(
                        "(box) Digital Ocean droplet doesn't exist, assuming it is already deleted",
                        "(box) Digital Ocean SSH key doesn't exist, assuming it is already deleted"),
                machine.console.out().lines().toList());
        provider.startOver();
        machine.loaded().remove();
        assertEquals(List.of(), provider.asked());
    }

    @Test
    void removeGoesOnAfterAnErrorAndReportsIt() throws IOException {
        DigitalOceanDriver driver = machine.created();
        long id = provider.droplets.keySet().iterator().next();
        provider.instead("DELETE droplets/" + id, DigitalOceanStandIn.error(403, "no"));
        assertEquals("DELETE https://api.digitalocean.com/v2/droplets/" + id + ": 403 no", error(driver::remove));
        assertTrue(provider.keys.isEmpty());
        assertEquals(id, machine.saved.path("DropletID").asLong());
        machine.loaded().remove();
        assertEquals(List.of(), provider.left());
    }

    /** An interrupted thread can send nothing, so that what was made stays, on record. */
    @Test
    void anInterruptLeavesEverythingOnRecord() {
        Ticker interrupted = new Ticker() {
            @Override
            public Instant now() {
                return machine.ticker.now();
            }

            @Override
            public long nanos() {
                return machine.ticker.nanos();
            }

            @Override
            public void sleep(Duration duration) {
                throw new CancelledException();
            }
        };
        machine.configured(Map.of());
        DriverContext context = machine.context();
        DigitalOceanDriver driver = machine.loaded(
                new DriverContext("box", root, context.console(), context.environment(), interrupted), provider);
        assertThrows(CancelledException.class, driver::create);
        assertEquals(
                provider.droplets.keySet().iterator().next(),
                machine.saved.path("DropletID").asLong());
        assertEquals(
                List.of("POST account/keys", "POST droplets"),
                provider.asked().stream().filter(one -> !one.startsWith("GET")).toList());
        assertTrue(machine.saved.path("PendingTag").asText().startsWith("jm-"));
        machine.loaded().remove();
        assertEquals(List.of(), provider.left());
    }
}
