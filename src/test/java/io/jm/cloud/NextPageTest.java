package io.jm.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.base.JmException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextPageTest {
    private static final URI PAGE = URI.create("https://api.example/v2/things?page=1");

    @Test
    void followsLinksToTheSameServer() {
        assertEquals(
                "https://api.example/v2/things?page=2",
                NextPage.of(PAGE, "https://api.example/v2/things?page=2").toString());
        assertEquals(
                "https://api.example/v2/things?page=2",
                NextPage.of(PAGE, "/v2/things?page=2").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example/v2/things?page=2",
                "https://other.example/v2/things?page=2",
                "https://api.example:444/v2/things?page=2",
                "https://user@api.example/v2/things?page=2",
                "//other.example/",
                "https://api.example/v2/things?page=1",
                "not a\nlink",
            })
    void refusesOthersWhichWouldGetTheCredentials(String link) {
        assertThrows(JmException.class, () -> NextPage.of(PAGE, link));
    }
}
