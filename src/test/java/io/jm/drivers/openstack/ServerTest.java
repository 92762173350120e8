package io.jm.drivers.openstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.go.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTest {
    private static final Server TWO_NETWORKS = server("{\"addresses\":{"
            + "\"a\":[{\"version\":6,\"addr\":\"fd00::a\"},{\"version\":4,\"addr\":\"10.0.0.1\",\"OS-EXT-IPS:type\":\"fixed\"}],"
            + "\"b\":[{\"version\":4,\"addr\":\"10.1.0.1\"},{\"version\":6,\"addr\":\"fd00::b\",\"OS-EXT-IPS:type\":\"fixed\"},"
            + "{\"version\":4,\"addr\":\"203.0.113.1\",\"OS-EXT-IPS:type\":\"floating\"}]}}");

    private static Server server(String json) {
        return new Server(JsonReader.read(json));
    }

    @ParameterizedTest
    @CsvSource({
        "false,4,'',10.0.0.1",
        "false,4,b,10.1.0.1",
        "false,4,another,10.0.0.1",
        "false,6,'',fd00::a",
        "false,6,b,fd00::b",
        "true,4,a,203.0.113.1",
        "true,6,a,''"
    })
    void theAddressOfTheChosenKindAndNetwork(boolean floating, int version, String network, String address) {
        assertEquals(address, TWO_NETWORKS.address(floating, version, network));
    }

    @Test
    void aServerWithoutAddressesHasNone() {
        assertEquals("", server("{}").address(false, 4, ""));
        assertEquals("", server("{\"addresses\":{}}").address(true, 4, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example.com", "10.0.0.1 -oProxyCommand=x", "[::1]", "999.1.1.1", "", "-x:"})
    void whatIsNoAddressIsNotTaken(String text) {
        String json = "{\"addresses\":{\"n\":[{\"addr\":\"" + text + "\"}]}}";
        assertEquals("", server(json).address(false, 4, "n"));
    }

    @Test
    void aTaskMakesItBusy() {
        assertTrue(server("{\"OS-EXT-STS:task_state\":\"spawning\"}").isBusy());
        assertFalse(server("{\"OS-EXT-STS:task_state\":null}").isBusy());
        assertFalse(server("{}").isBusy());
    }

    @ParameterizedTest
    @CsvSource({
        "2.52,true",
        "2.93,true",
        "2.100,true",
        "2.51,false",
        "3.0,false",
        "'',false",
        "2.x,false",
        "2.99999,false"
    })
    void versionsAreComparedAsNumbers(String version, boolean enough) {
        assertEquals(enough, ServerStep.isAtLeast(version, "2.52"));
    }
}
