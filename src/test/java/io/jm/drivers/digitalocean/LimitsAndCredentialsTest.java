package io.jm.drivers.digitalocean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.cloud.CloudReply;
import io.jm.driver.DriverContext;
import io.jm.driver.MachineState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often the provider is asked, how long jm waits for it, and with which token. */
class LimitsAndCredentialsTest extends DigitalOceanFixture {
    private static final byte[] LIMIT =
            "{\"id\":\"too_many_requests\",\"message\":\"API rate limit exceeded.\"}".getBytes(StandardCharsets.UTF_8);

    private DigitalOceanDriver driver;
    private String droplet;

    @BeforeEach
    void create() throws IOException {
        driver = machine.created();
        droplet = "droplets/" + provider.droplets.keySet().iterator().next();
    }

    @AfterEach
    void noTokenIsShown() {
        assertFalse(machine.console.all().contains("secret"), machine.console.all());
    }

    private static CloudReply limited(String header, long value) {
        return new CloudReply(429, Map.of(header, Long.toString(value)), LIMIT);
    }

    @Test
    void theLimitOfAMinuteIsWaitedFor() {
        provider.instead("DELETE " + droplet, limited("retry-after", 50));
        long waited = seconds(driver::remove);
        assertTrue(waited >= 50 && waited <= 60, "a fifth more at most: " + waited);
        assertEquals(List.of(), provider.left());
    }

    @Test
    void theLimitOfAnHourIsWaitedForUntilItsReset() {
        provider.instead(
                "DELETE " + droplet,
                limited("ratelimit-reset", machine.ticker.now().getEpochSecond() + 30));
        long waited = seconds(driver::remove);
        assertTrue(waited >= 30 && waited <= 36, "a fifth more at most: " + waited);
        provider.instead(
                "GET regions", limited("ratelimit-reset", machine.ticker.now().getEpochSecond() + 3000));
        DigitalOceanDriver other = machine.configured(Map.of());
        assertEquals(0, seconds(() -> assertThrows(JmException.class, other::preCreateCheck)), "too long");
    }

    @Test
    void nobodyWaitsLongerThanTwoMinutes() {
        provider.instead("POST " + droplet + "/actions", limited("retry-after", 121));
        assertEquals(
                0,
                seconds(() -> assertEquals(
                        "POST https://api.digitalocean.com/v2/" + droplet + "/actions: 429 API rate limit exceeded.",
                        assertThrows(JmException.class, driver::stop).getMessage())));
    }

    @Test
    void aQuestionForTheStateWaitsFiveSecondsAtMost() {
        provider.instead("GET " + droplet, limited("retry-after", 4));
        assertEquals(4, seconds(driver::state));
        provider.instead("GET " + droplet, limited("retry-after", 6));
        assertEquals(0, seconds(() -> assertThrows(JmException.class, driver::state)));
    }

    @Test
    void failuresOfTheProviderAreRepeatedFourTimesInAll() {
        CloudReply html = new CloudReply(503, Map.of(), "<html>".getBytes(StandardCharsets.UTF_8));
        provider.instead("DELETE " + droplet, html, html, html);
        driver.remove();
        assertEquals(List.of(), provider.left());
        provider.instead("GET regions", html, html, html, html);
        assertEquals(
                "GET https://api.digitalocean.com/v2/regions: 503 Service Unavailable",
                assertThrows(
                                JmException.class,
                                () -> machine.configured(Map.of()).preCreateCheck())
                        .getMessage());
    }

    @Test
    void aTokenThatIsRefusedIsReplacedByThatOfTheEnvironment() {
        provider.token = "new-secret";
        assertTrue(assertThrows(JmException.class, driver::state)
                .getMessage()
                .endsWith(": 401 Unable to authenticate you"));
        machine.variables.put("DIGITALOCEAN_TOKEN", "new-secret");
        DigitalOceanDriver again = machine.loaded();
        assertEquals(MachineState.RUNNING, again.state());
        again.stop();
        assertEquals("(box) The recorded token is refused: using that of DIGITALOCEAN_TOKEN\n", machine.console.out());
        assertEquals(
                DigitalOceanStandIn.TOKEN, again.config().path("AccessToken").asText(), "the record stays");
    }

    /** In another account nothing of the machine is known, although it is there and costs money. */
    @Test
    void whatAnotherTokenDoesNotKnowIsNotGone() {
        provider.token = "new-secret";
        provider.droplets.clear();
        machine.variables.put("DIGITALOCEAN_TOKEN", "new-secret");
        DigitalOceanDriver other = machine.loaded();
        long id = other.config().path("DropletID").asLong();
        String error = assertThrows(JmException.class, other::remove).getMessage();
        assertTrue(
                error.startsWith("Digital Ocean does not know this droplet with the token of the environment"), error);
        assertEquals(id, other.config().path("DropletID").asLong());
        assertThrows(JmException.class, machine.loaded()::create);
        assertEquals(List.of(), List.copyOf(provider.droplets.keySet()));
    }

    @Test
    void eachTokenOfTheEnvironmentIsTriedOnce() {
        provider.token = "third-secret";
        machine.variables.put("DIGITALOCEAN_ACCESS_TOKEN", "second-secret");
        machine.variables.put("DIGITALOCEAN_TOKEN", "third-secret");
        assertEquals(MachineState.RUNNING, machine.loaded().state());
        provider.token = "fourth-secret";
        assertThrows(JmException.class, machine.loaded()::state);
    }

    @Test
    void aNewMachineIsMadeInNoOtherAccountThanTheGivenOne() {
        provider.token = "new-secret";
        machine.variables.put("DIGITALOCEAN_TOKEN", "new-secret");
        assertThrows(JmException.class, () -> machine.configured(Map.of()).preCreateCheck());
        assertEquals("", machine.console.out());
    }

    private List<DigitalOceanDriver> fifty() {
        List<DigitalOceanDriver> drivers = new ArrayList<>();
        DriverContext context = machine.context().inBulk(Duration.ofSeconds(10));
        for (int i = 0; i < 50; i++) {
            machine.saved.put("DropletID", provider.addDroplet("m" + i, i % 2 == 0 ? "active" : "off"));
            drivers.add(machine.loaded(context, provider));
        }
        return drivers;
    }

    @Test
    void fiftyMachinesOfAnAccountAreOneQuestion() {
        List<DigitalOceanDriver> drivers = fifty();
        for (int i = 0; i < drivers.size(); i++) {
            assertEquals(
                    i % 2 == 0 ? MachineState.RUNNING : MachineState.STOPPED,
                    drivers.get(i).state());
        }
        assertEquals("tcp://203.0.113.5:2376", drivers.get(0).url());
        assertEquals(List.of("GET droplets?per_page=200"), provider.asked());
    }

    @Test
    void theListHasPages() {
        provider.pageSize = 40;
        fifty().forEach(DigitalOceanDriver::state);
        assertEquals(List.of("GET droplets?per_page=200", "GET droplets?per_page=200&page=2"), provider.asked());
    }

    @Test
    void aListWithoutEndIsAnErrorAndNotAShorterList() {
        provider.pageSize = 1;
        for (int i = 0; i < 150; i++) {
            provider.addDroplet("m" + i, "active");
        }
        DriverContext context = machine.context().inBulk(Duration.ofSeconds(10));
        String error = assertThrows(JmException.class, machine.loaded(context, provider)::state)
                .getMessage();
        assertEquals("GET https://api.digitalocean.com/v2/droplets: the list has more than 100 pages", error);
    }

    @Test
    void oneThatIsGoneIsAskedForAlone() {
        List<DigitalOceanDriver> drivers = fifty();
        provider.droplets.remove(drivers.get(7).config().path("DropletID").asLong());
        String error = "";
        for (DigitalOceanDriver one : drivers) {
            try {
                one.state();
            } catch (JmException e) {
                error += e.getMessage();
            }
        }
        assertTrue(error.matches("GET https://api.digitalocean.com/v2/droplets/\\d+: 404 The resource .*"), error);
        assertEquals(2, provider.asked().size());
    }

    @Test
    void machinesOfAnotherAccountAreAnotherQuestion() {
        DriverContext context = machine.context().inBulk(Duration.ofSeconds(10));
        machine.loaded(context, provider).state();
        machine.saved.put("AccessToken", "other-secret");
        assertThrows(JmException.class, machine.loaded(context, provider)::state);
        assertEquals(2, provider.asked().size());
    }
}
