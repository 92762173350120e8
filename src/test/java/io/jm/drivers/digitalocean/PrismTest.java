package io.jm.drivers.digitalocean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.cloud.HttpTransport;
import io.jm.os.Environment;
import io.jm.web.Proxies;
import io.jm.web.WebTimeouts;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every kind of request that the driver makes, judged by Prism with the provider's own description of its API. Prism accepts
 * properties that the description does not know; {@link Description} refuses them.
 */
class PrismTest {
    private static final Path PROGRAM = Path.of("target/prism/node_modules/@stoplight/prism-cli/dist/index.js");
    private static final Path DESCRIPTION = Path.of("src/test/resources/digitalocean/description.json");
    private static final Pattern LISTENING = Pattern.compile("listening on (http://127\\.0\\.0\\.1:\\d+)");

    @TempDir
    static Path root;

    private static Process prism;
    private static String address;
    private static List<CloudRequest> requests;

    @BeforeAll
    static void startPrism() throws IOException {
        assumeTrue(Files.exists(Path.of("target/prism/installed")), "scripts/prism installs Prism");
        requests = AllRequests.in(root);
        prism = new ProcessBuilder(
                        "node",
                        PROGRAM.toString(),
                        "mock",
                        "--errors",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        "0",
                        DESCRIPTION.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = prism.inputReader(StandardCharsets.UTF_8);
        StringBuilder printed = new StringBuilder();
        String line = output.readLine();
        while (line != null && address == null) {
            printed.append(line).append('\n');
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                address = listening.group(1);
            } else {
                line = output.readLine();
            }
        }
        assertTrue(address != null, printed.toString());
        Thread reader = new Thread(() -> output.lines().forEach(ignored -> {}));
        reader.setDaemon(true);
        reader.start();
    }

    @AfterAll
    static void endPrism() {
        if (prism != null) {
            prism.destroy();
        }
    }

    private static List<String> findings(List<CloudRequest> judged) throws IOException {
        Environment environment = new Environment(Map.of(), root, "jm", false);
        WebTimeouts timeouts = new WebTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(30));
        HttpTransport transport = new HttpTransport(new Proxies(environment), timeouts, () -> null, "jm");
        List<String> findings = new ArrayList<>();
        for (CloudRequest request : judged) {
            URI uri = URI.create(request.uri().toString().replace("https://api.digitalocean.com", address));
            CloudReply reply =
                    transport.send(new CloudRequest(request.method(), uri, request.headers(), request.body()));
            if (!reply.isSuccess() || reply.header("sl-violations").contains("\"request\"")) {
                findings.add(
                        request + ": " + reply.status() + " " + reply.header("sl-violations") + " " + reply.text());
            }
        }
        return findings;
    }

    /** Requests that differ only in numbers and names that are random are one kind. */
    private static List<CloudRequest> kinds() {
        Map<String, CloudRequest> kinds = new LinkedHashMap<>();
        for (CloudRequest request : requests) {
            String text = request.method() + request.uri() + new String(request.body(), StandardCharsets.UTF_8);
            kinds.putIfAbsent(
                    text.replaceAll("\\d{12}", "ID")
                            .replaceAll("jm-[0-9a-f]{24}", "TAG")
                            .replaceAll("ssh-rsa [^\"]*", "KEY"),
                    request);
        }
        return List.copyOf(kinds.values());
    }

    @Test
    void theProvidersDescriptionAllowsEveryRequest() throws IOException {
        List<CloudRequest> kinds = kinds();
        Set<String> paths = new TreeSet<>();
        for (CloudRequest request : kinds) {
            paths.add(request.method() + request.uri().getPath().replaceAll("\\d{12}|[0-9a-f:]{20,}|jm-.*", "*"));
        }
        assertTrue(kinds.size() > 20 && paths.size() > 12, paths.toString());
        assertEquals(List.of(), findings(kinds));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"ipv6\":true          | \"ipv6\":\"yes\"",
                "\"size\"               | \"sizes\"",
                "[\"a\",\"b\",          | [7,",
                "\"type\":\"shutdown\"  | \"type\":\"shutdwn\"",
                "\"public_key\"         | \"publickey\"",
            })
    void aFaultInABodyIsFound(String right, String wrong) throws IOException {
        List<CloudRequest> faulty = new ArrayList<>();
        for (CloudRequest request : kinds()) {
            String body = new String(request.body(), StandardCharsets.UTF_8);
            if (body.contains(right)) {
                byte[] changed = body.replace(right, wrong).getBytes(StandardCharsets.UTF_8);
                faulty.add(new CloudRequest(request.method(), request.uri(), request.headers(), changed));
            }
        }
        assertTrue(!faulty.isEmpty());
        assertEquals(faulty.size(), findings(faulty).size());
    }

    @Test
    void aFaultInAnAddressAndAMissingTokenAreFound() throws IOException {
        CloudRequest list = kinds().stream()
                .filter(request -> request.uri().getPath().endsWith("/sizes"))
                .findFirst()
                .orElseThrow();
        URI tooMany = URI.create(list.uri().toString().replace("per_page=200", "per_page=201"));
        URI unknown = URI.create(list.uri().toString().replace("sizes", "size"));
        List<CloudRequest> faulty = List.of(
                new CloudRequest("GET", tooMany, list.headers(), list.body()),
                new CloudRequest("GET", unknown, list.headers(), list.body()),
                new CloudRequest("PUT", list.uri(), list.headers(), list.body()),
                CloudRequest.get(list.uri()));
        assertEquals(4, findings(faulty).size());
    }
}
