package io.jm.drivers.digitalocean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.cloud.CloudReply;
import io.jm.driver.MachineState;
import io.jm.testkit.StandIn.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Starting and stopping, with a provider that takes its time. */
class DropletActionsTest extends DigitalOceanFixture {
    private DigitalOceanDriver driver;
    private long id;

    @BeforeEach
    void create() throws IOException {
        driver = machine.created();
        id = provider.droplets.keySet().iterator().next();
    }

    private ObjectNode droplet() {
        return provider.droplets.values().iterator().next();
    }

    @Test
    void eachCommandIsAnActionThatIsAwaited() {
        provider.pollsUntilCompleted = 4;
        assertEquals(Duration.ofSeconds(1 + 2 + 3 + 5), time(driver::stop));
        assertEquals(MachineState.STOPPED, driver.state());
        assertEquals(Duration.ofSeconds(1 + 2 + 3 + 5), time(driver::start));
        assertEquals(MachineState.RUNNING, driver.state());
        driver.kill();
        assertEquals(MachineState.STOPPED, driver.state());
        driver.restart();
        assertEquals(
                List.of("shutdown", "power_on", "power_off", "reboot"),
                provider.requests().stream()
                        .filter(request -> request.method().equals("POST"))
                        .map(request ->
                                new String(request.body(), StandardCharsets.UTF_8).replaceAll(".*:\"(\\w+)\".*", "$1"))
                        .toList());
    }

    @Test
    void anActionThatFailsIsAnErrorAtOnce() {
        provider.actionEnds = "errored";
        assertEquals(
                "droplet action reboot failed",
                assertThrows(JmException.class, driver::restart).getMessage());
        assertEquals(
                "droplet action power_on failed",
                assertThrows(JmException.class, driver::start).getMessage());
    }

    @Test
    void aRestartThatDoesNotEndIsAnErrorAndAStopIsWaitedForElsewhere() {
        provider.actionEnds = "in-progress";
        assertEquals(
                "droplet action reboot is not completed after 180 seconds",
                assertThrows(JmException.class, driver::restart).getMessage());
        driver.stop();
    }

    @Test
    void aDropletThatIsBusyIsAskedAgain() {
        droplet().put("locked", true);
        assertEquals(Duration.ofSeconds(2 + 1), time(driver::stop));
        assertEquals(MachineState.STOPPED, driver.state());
    }

    @Test
    void aDropletThatStaysBusyIsAnErrorOfItsOwn() {
        droplet().put("locked", true);
        CloudReply busy = DigitalOceanStandIn.document("{\"droplet\":{\"id\":" + id + ",\"locked\":true}}");
        for (int i = 0; i < 100; i++) {
            provider.instead("POST droplets/" + id + "/actions", DigitalOceanStandIn.error(422, "pending event"));
            provider.instead("GET droplets/" + id, busy);
        }
        assertEquals(
                "the droplet " + id + " has been busy with another action for 60 seconds; try again later",
                assertThrows(JmException.class, driver::stop).getMessage());
    }

    @Test
    void whatIsRefusedForAnotherReasonIsNotSentAgain() {
        provider.instead("POST droplets/" + id + "/actions", DigitalOceanStandIn.error(422, "no"));
        assertEquals(
                "POST https://api.digitalocean.com/v2/droplets/" + id + "/actions: 422 no",
                assertThrows(JmException.class, driver::stop).getMessage());
    }

    @Test
    void anActionWhoseAnswerWasLostIsFoundAndNotSentTwice() {
        provider.failAt(1, Failure.ANSWER_LOST);
        driver.stop();
        assertEquals(
                List.of("POST droplets/" + id + "/actions", "GET droplets/" + id + "/actions?per_page=200"),
                provider.asked().subList(0, 2));
        assertEquals(MachineState.STOPPED, driver.state());
    }

    @Test
    void anOlderActionOfTheKindIsNotTakenForIt() {
        driver.restart();
        machine.ticker.pass(Duration.ofMinutes(1));
        provider.instead("POST droplets/" + id + "/actions", DigitalOceanStandIn.error(502, "bad gateway"));
        assertEquals(
                "POST https://api.digitalocean.com/v2/droplets/" + id + "/actions: 502 bad gateway",
                assertThrows(JmException.class, driver::restart).getMessage());
    }
}
