package io.jm.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.go.json.JsonReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriverSecretsTest {
    private static ObjectNode driver(String json) {
        return (ObjectNode) JsonReader.read(json);
    }

    @Test
    void findsSecretsByTheNamesOfTheirKeys() {
        ObjectNode driver = driver("{\"AccessToken\":\"a\",\"secret_key\":\"b\",\"Password\":\"c\",\"API-Key\":\"d\","
                + "\"Region\":\"e\",\"Nested\":[{\"Credentials\":\"f\"}],\"SessionToken\":\"\"}");
        assertEquals(
                List.of(
                        "Driver.AccessToken",
                        "Driver.secret_key",
                        "Driver.Password",
                        "Driver.API-Key",
                        "Driver.Nested.Credentials"),
                DriverSecrets.remove(driver));
        assertEquals(
                "{\"AccessToken\":\"\",\"secret_key\":\"\",\"Password\":\"\",\"API-Key\":\"\",\"Region\":\"e\","
                        + "\"Nested\":[{\"Credentials\":\"\"}],\"SessionToken\":\"\"}",
                driver.toString());
    }

    @Test
    void aPathIsNoSecret() {
        assertEquals(
                List.of(),
                DriverSecrets.in(
                        driver("{\"SSHPrivateKeyPath\":\"/k\",\"PasswordFile\":\"/p\",\"SecretName\":\"n\"}")));
    }

    @Test
    void lookingChangesNothing() {
        ObjectNode driver = driver("{\"Token\":\"a\"}");
        assertEquals(List.of("Driver.Token"), DriverSecrets.in(driver));
        assertEquals("a", driver.path("Token").asText());
    }
}
