package io.jm.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.base.JmException;
import io.jm.os.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
    private static String route(String url, Map<String, String> variables) {
        Environment environment = new Environment(variables, Path.of("/"), "jm", false);
        Proxies.Route route = new Proxies(environment).route(URI.create(url));
        return route.equals(Proxies.Route.DIRECT)
                ? "direct"
                : String.valueOf(route.proxy().address());
    }

    @Test
    void eachSchemeHasItsVariableAndLowerCaseWins() {
        Map<String, String> both = Map.of("HTTPS_PROXY", "http://s:1", "HTTP_PROXY", "http://p:2");
        assertEquals("s/<unresolved>:1", route("https://a/", both));
        assertEquals("p/<unresolved>:2", route("http://a/", both));
        assertEquals("l/<unresolved>:80", route("http://a/", Map.of("http_proxy", "l", "HTTP_PROXY", "http://p:2")));
        assertEquals("direct", route("https://a/", Map.of("HTTP_PROXY", "http://p:2")));
    }

    @ParameterizedTest
    @CsvSource({
        "a.example, a.example, direct",
        "a.example, .example, direct",
        "a.example, example, direct",
        "a.example, *.example, direct",
        "a.example, *, direct",
        "A.Example, 'x, a.EXAMPLE', direct",
        "a.example:8080, a.example:8080, direct",
        "a.example:8080, a.example:80, p/<unresolved>:2",
        "a.example, a.example:80, direct",
        "aexample, example, p/<unresolved>:2",
        "a.example, b.example, p/<unresolved>:2",
        "a.example, '', p/<unresolved>:2",
        "[fd00::1], fd00::1, direct",
        "10.1.2.3, 10.0.0.0/8, direct",
        "10.1.2.3, '10.1.2.0/31, x', p/<unresolved>:2",
        "10.1.2.3, 10.1.2.2/31, direct",
        "11.1.2.3, 10.0.0.0/8, p/<unresolved>:2",
        "a.example, 0.0.0.0/0, p/<unresolved>:2",
        "10.1.2.3, 10.0.0.0/33, p/<unresolved>:2",
        "[fd12::1], fd00::/8, direct",
        "[fe80::1], fd00::/8, p/<unresolved>:2",
        "localhost, '', direct",
        "127.0.0.1:8080, '', direct",
        "[::1], '', direct",
        "127.example, '', p/<unresolved>:2",
    })
    void noProxyExcludesHosts(String host, String excluded, String expected) {
        Map<String, String> variables = Map.of("http_proxy", "http://p:2", "NO_PROXY", excluded);
        assertEquals(expected, route("http://" + host + "/x", variables));
    }

    @Test
    void refusesWhatIsNoHttpProxyWithoutShowingIt() {
        for (String proxy : List.of(
                "socks5://u:secret@h:1",
                "https://u:secret@h",
                "http://",
                "http://u:secret@h:x",
                "::",
                "http://h:99999")) {
            String message = assertThrows(JmException.class, () -> route("https://a/", Map.of("HTTPS_PROXY", proxy)))
                    .getMessage();
            assertEquals("HTTPS_PROXY is not the URL of an HTTP proxy, such as http://proxy.example.com:3128", message);
        }
    }
}
