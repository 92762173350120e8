package io.jm.drivers.digitalocean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.Ticker;
import io.jm.cloud.CloudServices;
import io.jm.cloud.NotSentException;
import io.jm.cloud.SharedAnswers;
import io.jm.cloud.Transport;
import io.jm.driver.Existence;
import io.jm.testkit.StandIn.Failure;
import io.jm.testkit.StandIn.Killed;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request made whose answer is missing is found, however late it is listed, and what others made is left alone. */
class LostAnswersTest extends DigitalOceanFixture {
    private static final int KEY = 1;
    private static final int DROPLET = 2;

    private DigitalOceanDriver checked() {
        DigitalOceanDriver driver = machine.configured(Map.of());
        driver.preCreateCheck();
        machine.saved = driver.config();
        provider.startOver();
        return driver;
    }

    private void killAt(int request, Failure how) {
        DigitalOceanDriver driver = checked();
        provider.failAt(request, how);
        assertThrows(Killed.class, driver::create);
        provider.startOver();
    }

    private long orders() {
        return provider.asked().stream().filter("POST droplets"::equals).count();
    }

    private void assertNothingIsOpen() {
        assertFalse(machine.saved.toString().contains("Pending"), machine.saved.toString());
    }

    @Test
    void theTagIsOnRecordBeforeTheRequestIsSent() {
        killAt(DROPLET, Failure.KILLED_BEFORE);
        String tag = machine.saved.path("PendingTag").asText();
        assertTrue(tag.matches("jm-[0-9a-f]{24}"), tag);
        provider.keys.clear();
        killAt(DROPLET, Failure.KILLED_AFTER);
        String other = machine.saved.path("PendingTag").asText();
        assertFalse(other.equals(tag), "each create has its own");
        ObjectNode droplet = provider.droplets.values().iterator().next();
        assertEquals("[\"" + other + "\"]", droplet.path("tags").toString());
    }

    @Test
    void aDropletOfTheSameNameThatAColleagueMakesMeanwhileIsLeftAlone() {
        killAt(DROPLET, Failure.KILLED_AFTER);
        long mine = provider.droplets.keySet().iterator().next();
        long other = provider.addDroplet("box", "active");
        machine.loaded().create();
        assertEquals(mine, machine.saved.path("DropletID").asLong());
        machine.loaded().remove();
        assertEquals(List.of("droplet " + other), provider.left());
        assertNothingIsOpen();
    }

    @Test
    void aDropletThatIsListedLaterThanTheSecondOrderIsDeleted() {
        provider.listedAfter = Duration.ofSeconds(40);
        DigitalOceanDriver driver = checked();
        provider.failAt(DROPLET, Failure.ANSWER_LOST);
        driver.create();
        assertEquals(2, orders());
        assertEquals(1, provider.droplets.size());
        assertTrue(provider.droplets.containsKey(machine.saved.path("DropletID").asLong()));
        assertTrue(provider.tags.isEmpty());
        assertNothingIsOpen();
    }

    @Test
    void aDropletIsNotOrderedTwiceWhenItIsListedAFewSecondsLate() {
        provider.listedAfter = Duration.ofSeconds(4);
        DigitalOceanDriver driver = checked();
        provider.failAt(DROPLET, Failure.ANSWER_LOST);
        driver.create();
        assertEquals(1, orders());
        assertEquals(1, provider.droplets.size());
        assertNothingIsOpen();
    }

    @Test
    void removeWaitsForADropletThatIsListedLate() {
        provider.listedAfter = Duration.ofSeconds(60);
        killAt(DROPLET, Failure.KILLED_AFTER);
        long waited = seconds(machine.loaded()::remove);
        assertTrue(waited >= 60 && waited <= 70, waited + " s");
        assertEquals(List.of(), provider.left());
        assertNothingIsOpen();
    }

    @Test
    void resumeWaitsForADropletThatIsListedLate() {
        provider.listedAfter = Duration.ofSeconds(60);
        killAt(DROPLET, Failure.KILLED_AFTER);
        machine.loaded().create();
        assertEquals(0, orders());
        assertEquals(1, provider.droplets.size());
        assertNothingIsOpen();
    }

    @Test
    void removeWaitsNoLongerThanADropletCanCome() {
        killAt(DROPLET, Failure.KILLED_BEFORE);
        long waited = seconds(machine.loaded()::remove);
        assertTrue(waited >= 90 && waited <= 100, waited + " s");
        killAt(DROPLET, Failure.KILLED_BEFORE);
        machine.ticker.pass(Duration.ofMinutes(2));
        assertEquals(0, seconds(machine.loaded()::remove));
        assertNothingIsOpen();
    }

    @Test
    void allDropletsOfSeveralLostAnswersAreRemoved() {
        provider.listedAfter = Duration.ofSeconds(45);
        provider.gatewayErrors = 3;
        DigitalOceanDriver driver = checked();
        String error = error(driver::create);
        assertEquals("POST https://api.digitalocean.com/v2/droplets: 504 Gateway Timeout", error);
        assertEquals(3, machine.saved.path("PendingDroplets").size());
        assertEquals(3, provider.droplets.size());
        machine.loaded().remove();
        assertEquals(List.of(), provider.left());
        assertNothingIsOpen();
    }

    @Test
    void aDropletThatIsStillListedAfterItsDeletionIsNotTakenForAnother() {
        provider.gatewayErrors = 3;
        provider.listedAfter = Duration.ofSeconds(45);
        error(checked()::create);
        List<String> droplets =
                provider.droplets.values().stream().map(ObjectNode::toString).toList();
        String first = "{\"droplets\":[" + droplets.get(0) + "]}";
        String second = "{\"droplets\":[" + droplets.get(0) + "," + droplets.get(1) + "]}";
        provider.instead(
                "GET droplets",
                DigitalOceanStandIn.document(first),
                DigitalOceanStandIn.document(first),
                DigitalOceanStandIn.document(second));
        machine.loaded().remove();
        assertEquals(List.of(), provider.left());
        assertFalse(machine.console.out().contains("doesn't exist"), machine.console.out());
        assertNothingIsOpen();
    }

    /** Else a key that may still come counts as one that cannot any more. */
    @Test
    void aRequestHasTheTimeOfTheProvidersClockWhateverTheComputersClockShows() {
        machine.clock = new Ticker() {
            @Override
            public Instant now() {
                return machine.ticker.now().minus(Duration.ofHours(1));
            }

            @Override
            public long nanos() {
                return machine.ticker.nanos();
            }

            @Override
            public void sleep(Duration duration) {
                machine.ticker.sleep(duration);
            }
        };
        killAt(KEY, Failure.KILLED_BEFORE);
        assertEquals(
                machine.ticker.now(),
                Instant.parse(machine.saved.path("PendingSSHKey").asText()));
    }

    @ParameterizedTest
    @CsvSource({"POST account/keys, ssh_key, PendingSSHKey", "POST droplets, droplet, PendingDroplets"})
    void anAnswerWithoutANumberDoesNotForgetTheRequest(String request, String member, String record) {
        DigitalOceanDriver driver = checked();
        provider.instead(request, DigitalOceanStandIn.document("{\"" + member + "\":{}}"));
        assertEquals(
                request.replace(" ", " https://api.digitalocean.com/v2/") + ": the answer has no id",
                error(driver::create));
        assertTrue(machine.saved.has(record), machine.saved.toString());
        machine.loaded().remove();
        assertNothingIsOpen();
    }

    @Test
    void aRefusalDoesNotForgetAnEarlierRequest() {
        provider.listedAfter = Duration.ofMinutes(2);
        provider.gatewayErrors = 1;
        provider.dropletLimit = 1;
        DigitalOceanDriver driver = checked();
        assertTrue(error(driver::create).contains("422 will exceed your droplet limit."));
        assertEquals(1, machine.saved.path("PendingDroplets").size());
        provider.listedAfter = Duration.ofSeconds(30);
        machine.loaded().remove();
        assertEquals(List.of(), provider.left());
    }

    @Test
    void whatWasNotSentIsNotWaitedFor() {
        CloudServices cloud = new CloudServices() {
            @Override
            public Transport transport(@Nullable SSLContext tls) {
                return request -> {
                    if (request.toString().equals("POST https://api.digitalocean.com/v2/droplets")) {
                        throw new NotSentException(new ConnectException("connection refused"));
                    }
                    return provider.send(request);
                };
            }

            @Override
            public SharedAnswers answers() {
                return provider.answers();
            }
        };
        DigitalOceanDriver driver = machine.configured(Map.of(), cloud);
        assertEquals("POST https://api.digitalocean.com/v2/droplets: connection refused", error(driver::create));
        assertNothingIsOpen();
        assertEquals(List.of(), provider.left());
    }

    @Test
    void aTokenThatMayNotMakeTagsMakesADropletWithoutOne() {
        provider.mayTag = false;
        checked().create();
        assertEquals(2, orders(), "the first one is refused");
        assertEquals(1, provider.droplets.size());
        assertNothingIsOpen();
    }

    @Test
    void withoutATagADropletIsKnownByItsNameAndAge() {
        provider.mayTag = false;
        provider.addDroplet("box", "active");
        machine.ticker.pass(Duration.ofMinutes(1));
        killAt(DROPLET + 1, Failure.KILLED_AFTER);
        machine.loaded().remove();
        assertEquals(1, provider.left().size(), "the older one is another user's");
        assertNothingIsOpen();
    }

    @Test
    void withoutATagSeveralDropletsAreNamedAndNoneIsDeleted() {
        provider.mayTag = false;
        killAt(DROPLET + 1, Failure.KILLED_AFTER);
        long other = provider.addDroplet("box", "active");
        long mine = other - 2;
        String message =
                "The droplets " + mine + ", " + other + " have the name of the machine and were made at the same time,"
                        + " and jm cannot tell which one is the machine's: delete that one in the control panel, then use rm -f";
        assertEquals(message, error(machine.loaded()::remove));
        assertEquals(message, error(machine.loaded()::create));
        assertEquals(2, provider.droplets.size());
        assertTrue(machine.saved.has("PendingDroplets"));
    }

    @Test
    void aTagThatCannotBeDeletedNowIsDeletedLater() {
        DigitalOceanDriver driver = checked();
        provider.tagFailures = 4;
        driver.create();
        assertEquals(1, provider.tags.size());
        assertEquals(
                provider.tags.iterator().next(),
                machine.saved.path("PendingTag").asText());
        machine.loaded().remove();
        assertEquals(List.of(), provider.left());
        assertNothingIsOpen();
    }

    @Test
    void aTagThatTheTokenMayNotDeleteIsNamed() {
        killAt(DROPLET, Failure.KILLED_AFTER);
        String tag = machine.saved.path("PendingTag").asText();
        provider.mayTag = false;
        machine.loaded().remove();
        assertTrue(machine.console
                .out()
                .contains("The tag " + tag + " stays in the account: the token may not delete it"));
        assertEquals(List.of("tag " + tag), provider.left());
        assertNothingIsOpen();
    }

    @Test
    void anotherTokenThatKnowsNoDropletOfTheTagDoesNotMeanThatThereIsNone() {
        killAt(DROPLET, Failure.KILLED_AFTER);
        provider.droplets.clear();
        machine.ticker.pass(Duration.ofMinutes(5));
        provider.token = "new-secret";
        machine.variables.put("DIGITALOCEAN_TOKEN", "new-secret");
        String error = error(machine.loaded()::remove);
        assertTrue(
                error.startsWith("Digital Ocean does not know this droplet with the token of the environment"), error);
        assertTrue(machine.saved.has("PendingDroplets"));
        assertTrue(error(machine.loaded()::create).startsWith("Digital Ocean does not know this droplet"));
    }

    @Test
    void removeWaitsForAKeyThatIsFoundLate() {
        provider.listedAfter = Duration.ofSeconds(20);
        killAt(KEY, Failure.KILLED_AFTER);
        long waited = seconds(machine.loaded()::remove);
        assertTrue(waited >= 20 && waited <= 30, waited + " s");
        assertEquals(List.of(), provider.left());
        assertNothingIsOpen();
    }

    @Test
    void aKeyThatAFailedCreateDidNotFindStaysOnRecord() {
        provider.listedAfter = Duration.ofSeconds(20);
        DigitalOceanDriver driver = checked();
        provider.failAt(KEY, Failure.ANSWER_LOST);
        assertTrue(error(driver::create).contains("SSH Key is already in use on your account"));
        assertTrue(machine.saved.has("PendingSSHKey"));
        machine.loaded().remove();
        assertEquals(List.of(), provider.left());
        assertNothingIsOpen();
    }

    @Test
    void removeWaitsNoLongerThanAKeyCanCome() {
        killAt(KEY, Failure.KILLED_BEFORE);
        long waited = seconds(machine.loaded()::remove);
        assertTrue(waited >= 90 && waited <= 100, waited + " s");
        assertNothingIsOpen();
    }

    @Test
    void aDropletThatItsOwnAccountDoesNotKnowIsGone() throws java.io.IOException {
        machine.created();
        assertEquals(Existence.EXISTS, machine.loaded().existence());
        provider.droplets.clear();
        assertEquals(Existence.GONE, machine.loaded().existence());
    }

    @Test
    void aDropletThatAnotherTokenDoesNotKnowIsNotGone() throws java.io.IOException {
        machine.created();
        provider.droplets.clear();
        machine.saved.put("AccessToken", "dop_v1_old");
        machine.variables.put("DIGITALOCEAN_ACCESS_TOKEN", DigitalOceanStandIn.TOKEN);
        String message = error(machine.loaded()::existence);
        assertTrue(message.contains("may be of another account"), message);
    }
}
