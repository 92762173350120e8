package io.jm.drivers.openstack;

import static io.jm.drivers.openstack.StandInReplies.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.testkit.StandIn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose answer is lost, and that the cloud carries out later. */
class OpenStackLostAnswerTest extends OpenStackFixture {
    private static final String KEY_PAIR = "/os-keypairs";
    private static final String SERVER = "/servers";
    private static final String VOLUME = "/volumes";
    private static final String ADDRESS = "/floatingips";

    /** What the cloud has received and not carried out. */
    private final List<CloudRequest> held = new ArrayList<>();

    /** Holds the first requests of a kind, and answers as a gateway that gave up. */
    private void hold(String path, int count) {
        cloud.hook = request -> {
            boolean holds =
                    request.method().equals("POST") && request.uri().getPath().endsWith(path) && held.size() < count;
            if (!holds) {
                return null;
            }
            held.add(request);
            return page(504, "<html>gateway time-out</html>");
        };
    }

    private void carryOut() {
        held.forEach(cloud::carriedOut);
        held.clear();
        cloud.hook = request -> null;
    }

    private String failedCreate() {
        return assertThrows(JmException.class, () -> rig.create("m", rig.usual("volume-size", "3")))
                .getMessage();
    }

    private OpenStackDriver recorded() {
        cloud.startOver();
        return rig.loaded("m", rig.saved);
    }

    @ParameterizedTest
    @ValueSource(strings = {KEY_PAIR, SERVER, VOLUME, ADDRESS})
    void whatAppearsAfterCreateGaveUpIsRemoved(String path) {
        hold(path, 100);
        String error = failedCreate();
        assertTrue(error.contains("504") && error.contains("\"rm m\" looks for it again"), error);
        assertTrue(rig.saved.has("JmId"), rig.saved.toString());
        carryOut();
        recorded().remove();
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
    }

    @ParameterizedTest
    @ValueSource(strings = {KEY_PAIR, SERVER, VOLUME, ADDRESS})
    void whatAppearsWhileRmLooksIsRemoved(String path) {
        hold(path, 100);
        failedCreate();
        OpenStackDriver driver = recorded();
        long start = rig.ticker.nanos();
        cloud.hook = request -> {
            if (rig.ticker.nanos() - start > Duration.ofSeconds(5).toNanos()) {
                carryOut();
            }
            return null;
        };
        driver.remove();
        assertEquals(List.of(), held);
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
    }

    @ParameterizedTest
    @ValueSource(strings = {KEY_PAIR, SERVER, VOLUME, ADDRESS})
    void whatAppearsAfterCreateGaveUpIsUsedByResume(String path) {
        cloud.hook = stopAfterLosing(path);
        assertThrows(StandIn.Killed.class, () -> rig.create("m", rig.usual("volume-size", "3")));
        carryOut();
        OpenStackDriver resumed = recorded();
        resumed.create();
        assertEquals(0, cloud.count("DELETE"));
        assertEquals(
                List.of(1, 1, 1, 1),
                List.of(cloud.keyPairs.size(), cloud.servers.size(), cloud.volumes.size(), cloud.addresses.size()));
        assertFalse(resumed.config().has("JmId"), resumed.config().toString());
        rig.loaded("m", resumed.config()).remove();
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
    }

    private Function<CloudRequest, CloudReply> stopAfterLosing(String path) {
        return request -> {
            if (request.method().equals("POST") && request.uri().getPath().endsWith(path)) {
                held.add(request);
                throw new StandIn.Killed();
            }
            return null;
        };
    }

    /** A request that was repeated may be carried out twice in the end. */
    @ParameterizedTest
    @ValueSource(strings = {SERVER, VOLUME, ADDRESS})
    void theFirstOfTwoRequestsMayBeCarriedOutAfterTheSecond(String path) {
        hold(path, 1);
        rig.create("m", rig.usual("volume-size", "3"));
        assertTrue(rig.saved.has("JmId"), rig.saved.toString());
        carryOut();
        recorded().remove();
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
    }

    @Test
    void aServerTooManyIsDeletedBeforeCreateEnds() {
        hold(SERVER, 1);
        cloud.buildPolls = 3;
        Function<CloudRequest, CloudReply> holding = cloud.hook;
        cloud.hook = request -> {
            if (request.uri().getPath().endsWith("/servers/s-1")) {
                carryOut();
            }
            return holding.apply(request);
        };
        rig.create("m", rig.usual());
        assertEquals(List.of("s-1"), List.copyOf(cloud.servers.keySet()));
        assertEquals("s-1", rig.saved.path("MachineId").asText());
        assertFalse(rig.saved.has("JmId"), rig.saved.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {KEY_PAIR, SERVER, VOLUME, ADDRESS})
    void rmNamesWhatItLookedForIfNothingAppears(String path) {
        hold(path, 100);
        failedCreate();
        String mark = path.equals(KEY_PAIR)
                ? rig.saved.path("KeyPairName").asText()
                : rig.saved.path("JmId").asText();
        assertFalse(mark.isEmpty());
        OpenStackDriver driver = recorded();
        driver.remove();
        String out = rig.console.out();
        assertTrue(out.contains(mark) && out.contains("(m) The answer to a request was lost"), out);
    }

    @Test
    void aQuarterOfAnHourLaterNothingCanComeAnyMore() {
        hold(SERVER, 100);
        failedCreate();
        rig.ticker.sleep(Duration.ofMinutes(16));
        OpenStackDriver driver = recorded();
        long start = rig.ticker.nanos();
        driver.remove();
        assertEquals(start, rig.ticker.nanos(), "it looked once");
        assertFalse(rig.console.out().contains("was lost"), rig.console.out());
        assertFalse(driver.config().has("JmId"));
    }

    @Test
    void aPageInsteadOfAListDoesNotMeanThatNothingIsThere() {
        hold(SERVER, 100);
        failedCreate();
        carryOut();
        rig.ticker.sleep(Duration.ofMinutes(16));
        cloud.hook = request -> request.uri().getPath().endsWith("/servers/detail") ? page(200, "<html>") : null;
        String error = assertThrows(JmException.class, recorded()::remove).getMessage();
        assertTrue(error.contains("/servers/detail: the answer is not the cloud's (200, no JSON)"), error);
        cloud.hook = request -> null;
        recorded().remove();
        assertEquals(OpenStackStandIn.NOTHING, cloud.leftovers());
    }

    /** The pages of gateways have any status. */
    @Test
    void anAnswerWithoutAnIdIsALostOne() {
        cloud.hook = request -> {
            boolean made =
                    request.method().equals("POST") && request.uri().getPath().endsWith(SERVER);
            if (!made) {
                return null;
            }
            cloud.carriedOut(request);
            return page(200, "<html>Welcome</html>");
        };
        rig.create("m", rig.usual());
        assertEquals(1, cloud.servers.size());
        assertEquals("s-1", rig.saved.path("MachineId").asText());
    }

    @Test
    void aRequestThatWasRefusedOrNotSentLeavesNoMark() {
        cloud.hook = request ->
                request.method().equals("POST") && request.uri().getPath().endsWith(SERVER)
                        ? StandInReplies.error(403, "forbidden", "Quota exceeded for instances")
                        : null;
        failedCreate();
        assertFalse(rig.saved.has("JmId"), rig.saved.toString());
    }

    /** Addresses of Nova have nothing by which they could be found again. */
    @Test
    void anAddressOfNovaIsAskedForOnceAndNamedByItsPool() {
        cloud.hook = request -> request.uri().getPath().endsWith("/os-floating-ips") ? page(504, "") : null;
        assertThrows(
                JmException.class,
                () -> rig.create("m", rig.usual("nova-network", "true", "net-name", "", "sec-groups", "")));
        assertEquals(1, cloud.count("POST /compute/v2.1/os-floating-ips"));
        cloud.hook = request -> null;
        recorded().remove();
        assertTrue(rig.console.out().contains("a floating address of the pool public"), rig.console.out());
    }
}
