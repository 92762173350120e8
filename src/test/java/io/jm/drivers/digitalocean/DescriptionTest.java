package io.jm.drivers.digitalocean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.jm.cloud.CloudRequest;
import io.jm.go.json.JsonReader;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge itself: it accepts what the provider accepts, and refuses each kind of fault. */
class DescriptionTest {
    private static final String DROPLET = "{\"name\":\"d1\",\"region\":\"nyc3\",\"size\":\"s-1vcpu-1gb\","
            + "\"image\":\"ubuntu-24-04-x64\",\"ssh_keys\":[512189],\"backups\":false,\"ipv6\":false,"
            + "\"private_networking\":false,\"monitoring\":false,\"tags\":null}";

    private final Description description = new Description();

    private List<String> faults(String method, String path, String body) {
        URI uri = URI.create("https://api.digitalocean.com/v2/" + path);
        CloudRequest request = body.isEmpty()
                ? new CloudRequest(method, uri, java.util.Map.of(), new byte[0])
                : CloudRequest.json(method, uri, JsonReader.read(body));
        return description.faults(request.with("Authorization", "Bearer tok"));
    }

    @Test
    void acceptsWhatDockerMachineSends() {
        assertEquals(List.of(), faults("POST", "droplets", DROPLET));
        assertEquals(List.of(), faults("POST", "account/keys", "{\"name\":\"d1\",\"public_key\":\"ssh-rsa A\\n\"}"));
        assertEquals(List.of(), faults("POST", "droplets/1/actions", "{\"type\":\"power_off\"}"));
        assertEquals(List.of(), faults("GET", "regions?per_page=200", ""));
        assertEquals(List.of(), faults("GET", "account/keys/3b:16:bf:e4", ""));
        assertEquals(List.of(), faults("DELETE", "droplets/3164444", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"size\":\"s-1vcpu-1gb\",    |",
                "\"size\"                     | \"sizes\"",
                "\"ipv6\":false               | \"ipv6\":\"yes\"",
                "[512189]                     | 512189",
                "\"tags\":null                | \"tags\":[1]",
                "\"name\":\"d1\"              | \"name\":\"d_1\"",
                "\"monitoring\":false         | \"monitoring\":null",
                "\"backups\":false            | \"backup\":false"
            })
    void refusesAFaultyDroplet(String right, String wrong) {
        String body = DROPLET.replace(right, wrong == null ? "" : wrong);
        assertFalse(body.equals(DROPLET));
        assertFalse(faults("POST", "droplets", body).isEmpty(), body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "POST   | droplets/1/actions   | {\"type\":\"shutdwn\"}",
                "POST   | droplets/1/actions   | {\"kind\":\"shutdown\"}",
                "POST   | droplets/x/actions   | {\"type\":\"shutdown\"}",
                "POST   | account/keys         | {\"name\":\"d1\"}",
                "GET    | regions?per_page=201 |",
                "GET    | regions?perpage=20   |",
                "GET    | images?type=all      |",
                "DELETE | droplets/0           |",
                "DELETE | droplets             |",
                "GET    | region               |"
            })
    void refusesAFaultyRequest(String method, String path, String body) {
        assertFalse(faults(method, path, body == null ? "" : body).isEmpty());
    }

    @Test
    void refusesARequestWithoutAToken() {
        assertFalse(description
                .faults(CloudRequest.get(URI.create("https://api.digitalocean.com/v2/regions")))
                .isEmpty());
    }
}
