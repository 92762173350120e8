package io.jm.provision.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final int MEGABYTE = 1 << 20;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "curl https://user:hunter2@proxy/x | curl https://user:<REDACTED>@proxy/x",
                "--token=abc --other=d | --token=<REDACTED> --other=d",
                "Password: hunter2 rest | Password: <REDACTED> rest",
                "'API_KEY=abc' next | 'API_KEY=<REDACTED>' next",
                "DB_PASSWORD_FILE=/run/x | DB_PASSWORD_FILE=<REDACTED>",
                "{\"clientSecret\": \"a b\", \"n\": 1} | {\"clientSecret\": \"<REDACTED>\", \"n\": 1}",
                "password='two words' end | password='<REDACTED>' end",
                "Authorization: Bearer abc.def x | Authorization: Bearer <REDACTED> x",
                "http://proxy:3128/a@b | http://proxy:3128/a@b",
                "tokens, secrets, passwords. | tokens, secrets, passwords.",
                "password= | password=",
            })
    void masksOnlyTheSecret(String text, String masked) {
        assertEquals(masked, Secrets.mask(text));
    }

    @Test
    void masksWholeKeysAlsoAfterANameAndWithoutAnEnd() {
        String key = "-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----\n";
        assertEquals("a <REDACTED>\nb", Secrets.mask("a " + key + "b"));
        assertFalse(Secrets.mask("token=" + key).contains("abc"));
        assertEquals("a <REDACTED>", Secrets.mask("a -----BEGIN PRIVATE KEY-----\nabc"));
    }

    /** The text is scanned once. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "api-key_",
                "://",
                "://a:",
                "://a:b",
                "-----BEGIN ",
                "-----BEGIN a",
                "-----BEGIN a----------END ",
                "password=",
                "password =\"",
                "token: ",
                "-----"
            })
    void takesLinearTimeForAnyInput(String unit) {
        String malice = unit.repeat(MEGABYTE / unit.length());
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Secrets.mask(malice));
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Secrets.mask("password" + malice));
    }
}
