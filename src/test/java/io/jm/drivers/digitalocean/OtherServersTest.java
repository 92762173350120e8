package io.jm.drivers.digitalocean;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jm.cloud.CloudReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that do not come from DigitalOcean, such as the page of a proxy, do not show what is there. */
class OtherServersTest extends DigitalOceanFixture {
    private static final String API = "https://api.digitalocean.com/v2/";

    private String droplet;
    private String key;

    @BeforeEach
    void create() throws IOException {
        machine.created();
        droplet = "droplets/" + provider.droplets.keySet().iterator().next();
        key = "account/keys/" + provider.keys.keySet().iterator().next();
    }

    private static CloudReply page(int status, String body) {
        return new CloudReply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>not here</html>", "", "{\"message\":\"no Route matched\"}", "[]", "{\"id\":404}"})
    void a404OfAnotherServerDoesNotMeanThatTheDropletIsGone(String body) {
        provider.instead("DELETE " + droplet, page(404, body));
        provider.instead("DELETE " + key, page(404, body));
        String reason = body.contains("message") ? "no Route matched" : "Not Found";
        assertEquals(
                "DELETE " + API + droplet + ": 404 " + reason + "\nDELETE " + API + key + ": 404 " + reason,
                error(machine.loaded()::remove));
        assertEquals(droplet, "droplets/" + machine.saved.path("DropletID").asLong());
        assertEquals(key, "account/keys/" + machine.saved.path("SSHKeyID").asLong());
        assertEquals("", machine.console.out());
        machine.loaded().remove();
        assertEquals(List.of(), provider.left());
    }

    @Test
    void aResumeDoesNotMakeAnotherDropletAfterIt() {
        provider.instead("GET " + droplet, page(404, "<html>"));
        assertEquals("GET " + API + droplet + ": 404 Not Found", error(machine.loaded()::create));
        assertEquals(1, provider.droplets.size());
        assertEquals(droplet, "droplets/" + machine.saved.path("DropletID").asLong());
    }

    @Test
    void aPageThatSaysOkDoesNotMeanThatTheDropletIsDeleted() {
        provider.instead("DELETE " + droplet, page(200, "<html>please log in</html>"));
        assertEquals(
                "DELETE " + API + droplet + ": the answer is not DigitalOcean's (200, with a body)",
                error(machine.loaded()::remove));
        assertEquals(droplet, "droplets/" + machine.saved.path("DropletID").asLong());
        machine.loaded().remove();
        assertEquals(List.of(), provider.left());
    }
}
