package io.jm.drivers.digitalocean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.driver.MachineState;
import io.jm.ssh.RsaKeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What docker-machine 0.16.2 said and was told, against what jm says when it is told the same. In {@code questions}, a line
 * begins with "+" if only jm asks it, and with "-" if only docker-machine did; docs/compatibility.md has the reasons.
 */
class DropletConversationsTest {
    private static final String KEY = "512189";
    private static final String FINGERPRINT = "3b:16:bf:e4:8b:00:8b:b8:59:8c:a9:d3:f0:19:45:fa";

    private static final String CHECKS = """
              GET /v2/regions
            + GET /v2/sizes
            + GET /v2/images
            """;

    @TempDir
    static Path keys;

    @TempDir
    Path root;

    private record Case(
            String name,
            Consumer<DigitalOceanDriver> work,
            Map<String, Object> options,
            String questions,
            String error) {
        Case(String name, Consumer<DigitalOceanDriver> work, String questions) {
            this(name, work, Map.of(), questions, "");
        }

        Case failing(String message) {
            return new Case(name, work, options, questions, message);
        }

        Case with(String option, Object value) {
            Map<String, Object> all = new HashMap<>(options);
            all.put("digitalocean-" + option, value);
            return new Case(name, work, all, questions, error);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void makeTheKey() throws IOException {
        RsaKeyPair.in(keys);
        Files.writeString(keys.resolve("mykey"), "secret");
        Files.writeString(keys.resolve("ud.txt"), "#cloud-config\nruncmd: [true]\n");
    }

    private static Stream<Case> creations() {
        String made = """
                  POST /v2/account/keys
                  POST /v2/droplets
                  GET /v2/droplets/3164444
                + DELETE /v2/tags/jm-
                """;
        String userKey = "  GET /v2/account/keys/";
        return Stream.of(
                create("create", CHECKS + made),
                create("do-create", CHECKS.replace("images", "images/ubuntu-22-04-x64") + made)
                        .with("image", "ubuntu-22-04-x64"),
                create("do-create-flags", CHECKS + made)
                        .with("ipv6", true)
                        .with("private-networking", true)
                        .with("backups", true)
                        .with("monitoring", true)
                        .with("tags", "a,b")
                        .with("userdata", "ud.txt"),
                create(
                                "do-create-fingerprint",
                                CHECKS + userKey + FINGERPRINT
                                        + "\n  POST /v2/droplets\n  GET /v2/droplets/3164444\n+ DELETE /v2/tags/jm-")
                        .with("ssh-key-fingerprint", FINGERPRINT)
                        .with("ssh-key-path", "mykey"),
                create("create-bad-token", "  GET /v2/regions")
                        .failing("GET https://api.digitalocean.com/v2/regions: 401 Unable to authenticate you"),
                create("create-rate-limited", "  GET /v2/regions")
                        .failing("GET https://api.digitalocean.com/v2/regions: 429 API rate limit exceeded."),
                // docker-machine: invalid character '<' looking for beginning of value
                create("create-gateway-html", "  GET /v2/regions")
                        .failing("!GET https://api.digitalocean.com/v2/regions: 503 Service Unavailable"),
                create("create-fingerprint-unknown", CHECKS + userKey + "aa:bb")
                        .with("ssh-key-fingerprint", "aa:bb")
                        .failing("Digital Ocean SSH key with fingerprint aa:bb doesn't exist"),
                // docker-machine crashes
                create("create-fingerprint-500", CHECKS + userKey + "aa:bb")
                        .with("ssh-key-fingerprint", "aa:bb")
                        .failing("!GET https://api.digitalocean.com/v2/account/keys/aa:bb: 500 "
                                + "Server was unable to give you a response."),
                create("create-key-refused", CHECKS + "  POST /v2/account/keys\n+ GET /v2/account/keys/{FINGERPRINT}")
                        .failing("POST https://api.digitalocean.com/v2/account/keys: 422 "
                                + "(request \"4d9d8375-3c56-4925-a3e7-eb137fed17e9\") "
                                + "SSH Key is already in use on your account"),
                create(
                                "create-image-refused",
                                CHECKS
                                        + "  POST /v2/account/keys\n  POST /v2/droplets\n+ DELETE /v2/tags/jm-\n+ DELETE /v2/account/keys/"
                                        + KEY)
                        .failing("POST https://api.digitalocean.com/v2/droplets: 422 "
                                + "You specified an invalid image for Droplet creation."));
    }

    private static Case create(String name, String questions) {
        return new Case(
                name,
                driver -> {
                    driver.preCreateCheck();
                    driver.create();
                },
                questions);
    }

    private static Stream<Case> others() {
        String droplet = "  GET /v2/droplets/3164444\n";
        String acts = droplet + "  POST /v2/droplets/3164444/actions\n+ GET /v2/droplets/3164444/actions/1\n" + droplet;
        String prism = acts.replace("actions/1", "actions/36804636");
        return Stream.of(
                new Case("status", driver -> assertEquals(MachineState.RUNNING, driver.state()), droplet),
                new Case("do-status", driver -> assertEquals(MachineState.RUNNING, driver.state()), droplet),
                new Case("status-archived", driver -> assertEquals(MachineState.NONE, driver.state()), droplet),
                new Case("status-gone", DigitalOceanDriver::state, droplet)
                        .failing("GET https://api.digitalocean.com/v2/droplets/3164444: 404 "
                                + "The resource you were accessing could not be found."),
                new Case("url", driver -> assertEquals("tcp://203.0.113.5:2376", driver.url()), droplet),
                new Case("stop", between(DigitalOceanDriver::stop, MachineState.STOPPED), acts),
                new Case("kill", between(DigitalOceanDriver::kill, MachineState.STOPPED), acts),
                new Case("start", between(DigitalOceanDriver::start, MachineState.RUNNING), acts),
                new Case("restart", between(DigitalOceanDriver::restart, MachineState.RUNNING), acts),
                new Case("do-stop", between(DigitalOceanDriver::stop, MachineState.RUNNING), prism),
                new Case("do-kill", between(DigitalOceanDriver::kill, MachineState.RUNNING), prism),
                new Case("do-restart", between(DigitalOceanDriver::restart, MachineState.RUNNING), prism),
                new Case(
                        "rm-gone",
                        DigitalOceanDriver::remove,
                        "- DELETE /v2/account/keys/512189\n  DELETE /v2/droplets/3164444\n"
                                + "+ DELETE /v2/account/keys/512189"));
    }

    /** What the commands do around the driver. */
    private static Consumer<DigitalOceanDriver> between(Consumer<DigitalOceanDriver> work, MachineState after) {
        return driver -> {
            driver.state();
            work.accept(driver);
            assertEquals(after, driver.state());
        };
    }

    @ParameterizedTest
    @MethodSource("creations")
    void creates(Case one) throws IOException {
        Conversation conversation = new Conversation(one.name());
        Machine machine = machine(conversation);
        DigitalOceanDriver driver = machine.configured(one.options(), conversation);
        run(one, machine, driver, conversation);
        boolean given = one.options().containsKey("digitalocean-image");
        List<JsonNode> bodies = conversation.recordedBodies();
        for (JsonNode body : bodies) {
            ObjectNode expected = (ObjectNode) body;
            if (expected.has("public_key")) {
                expected.put("public_key", RsaKeyPair.in(keys).publicLine() + "\n");
            }
            if (expected.has("image") && !given) {
                // docker-machine's default does not exist any more
                assertEquals("ubuntu-16-04-x64", expected.path("image").asText());
                expected.put("image", "ubuntu-24-04-x64");
            }
            if (!expected.path("private_networking").asBoolean(true)) {
                // deprecated, and off unless it is asked for
                expected.remove("private_networking");
            }
        }
        for (JsonNode body : conversation.bodies) {
            if (body.has("tags")) {
                withoutMark((ObjectNode) body);
            }
        }
        // as text, since the order is the same
        assertEquals(bodies.toString(), conversation.bodies.toString());
    }

    @ParameterizedTest
    @MethodSource("others")
    void asksAndPrints(Case one) throws IOException {
        Conversation conversation = new Conversation(one.name());
        Machine machine = machine(conversation);
        machine.configured(Map.of(), conversation);
        machine.saved.put("DropletID", 3164444).put("SSHKeyID", 512189).put("IPAddress", "203.0.113.5");
        run(one, machine, machine.loaded(machine.context(), conversation), conversation);
        assertEquals(conversation.recordedBodies().toString(), conversation.bodies.toString());
    }

    private static void withoutMark(ObjectNode body) {
        ArrayNode tags = (ArrayNode) body.path("tags");
        assertTrue(tags.remove(tags.size() - 1).asText().matches("jm-[0-9a-f]{24}"));
        if (tags.isEmpty()) {
            body.putNull("tags");
        }
    }

    private static void run(Case one, Machine machine, DigitalOceanDriver driver, Conversation conversation)
            throws IOException {
        String error = "";
        try {
            one.work().accept(driver);
        } catch (JmException e) {
            error = e.getMessage();
        }
        boolean differs = one.error().startsWith("!");
        assertEquals(differs ? one.error().substring(1) : one.error(), error);
        String recorded = conversation.recordedErrors().replace("\\\"", "\"");
        assertEquals(!differs, recorded.contains(error), recorded);
        List<String> jm = new ArrayList<>();
        List<String> dockerMachine = new ArrayList<>();
        String fingerprint = RsaKeyPair.in(keys).fingerprint();
        for (String line : one.questions().replace("{FINGERPRINT}", fingerprint).split("\n", -1)) {
            if (!line.isEmpty() && line.charAt(0) != '-') {
                jm.add(line.substring(2));
            }
            if (!line.isEmpty() && line.charAt(0) != '+') {
                dockerMachine.add(line.substring(2));
            }
        }
        assertEquals(dockerMachine, conversation.recordedQuestions());
        // the tag by which a lost droplet would be found has another name each time
        assertEquals(
                jm,
                conversation.asked.stream()
                        .map(question -> question.replaceFirst("/v2/tags/jm-[0-9a-f]{24}$", "/v2/tags/jm-"))
                        .toList());
        List<String> lines = new ArrayList<>(conversation.recordedLines());
        if (one.name().equals("rm-gone")) {
            // the droplet first
            Collections.reverse(lines);
        } else if (one.name().equals("create-fingerprint-500")) {
            // docker-machine goes on until it crashes
            lines.remove(1);
        }
        assertEquals(lines, machine.console.out().lines().toList());
    }

    private Machine machine(Conversation conversation) throws IOException {
        String first = conversation.recordedLines().isEmpty()
                ? "(d9)"
                : conversation.recordedLines().get(0);
        Machine machine = new Machine(root, first.substring(1, first.indexOf(')')));
        machine.useKeyOf(keys);
        for (String file : List.of("mykey", "ud.txt")) {
            Files.copy(keys.resolve(file), root.resolve(file));
        }
        return machine;
    }

    /** Three machines, the last of which has a key of the user. */
    @Test
    void removesInAnotherOrder() throws IOException {
        Conversation conversation = new Conversation("do-rm");
        for (String fingerprint : List.of("", "", FINGERPRINT)) {
            Machine machine = new Machine(root, "d1");
            machine.configured(Map.of("digitalocean-ssh-key-fingerprint", fingerprint), conversation);
            machine.saved.put("DropletID", 3164444).put("SSHKeyID", 512189);
            machine.loaded(machine.context(), conversation).remove();
            assertEquals("", machine.console.out());
        }
        String key = "DELETE /v2/account/keys/512189";
        String droplet = "DELETE /v2/droplets/3164444";
        assertEquals(List.of(key, droplet, key, droplet), conversation.recordedQuestions());
        assertEquals(List.of(droplet, key, droplet, key, droplet), conversation.asked);
    }

    /** docker-machine knows nothing of what it made, and crashes. */
    @Test
    void removesNothingOfWhatACreateHasRemovedItself() throws IOException {
        Conversation create = new Conversation("create-image-refused");
        Machine machine = machine(create);
        DigitalOceanDriver driver = machine.configured(Map.of(), create);
        driver.preCreateCheck();
        try {
            driver.create();
        } catch (JmException e) {
            assertTrue(e.getMessage().contains("invalid image"));
        }
        for (String name : List.of("rm-after-image-refused", "rm-after-key-refused")) {
            Conversation remove = new Conversation(name);
            assertTrue(remove.recordedErrors().contains("unexpected EOF"));
            machine.loaded(machine.context(), remove).remove();
            assertEquals(List.of(), remove.asked);
        }
    }

    @Test
    void everyRecordingIsReplayed() throws IOException {
        List<String> replayed = new ArrayList<>(List.of("do-rm", "rm-after-image-refused", "rm-after-key-refused"));
        Stream.concat(creations(), others()).forEach(one -> replayed.add(one.name()));
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/digitalocean/captures"))) {
            List<String> names = files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
            assertEquals(names, replayed.stream().sorted().toList());
        }
    }

    @Test
    void configurationHasTheKeysOfDockerMachineInItsOrder() throws IOException {
        Conversation conversation = new Conversation("create");
        Machine machine = machine(conversation);
        DigitalOceanDriver driver = machine.configured(Map.of("digitalocean-image", "ubuntu-24-04-x64"), conversation);
        driver.preCreateCheck();
        driver.create();
        String expected = "{\"IPAddress\":\"203.0.113.5\",\"MachineName\":\"d9\",\"SSHUser\":\"root\",\"SSHPort\":22,"
                + "\"SSHKeyPath\":\"{STORE}/machines/d9/id_rsa\",\"StorePath\":\"{STORE}\",\"SwarmMaster\":false,"
                + "\"SwarmHost\":\"tcp://0.0.0.0:3376\",\"SwarmDiscovery\":\"\",\"AccessToken\":\"dop_v1_secret\","
                + "\"DropletID\":3164444,\"DropletName\":\"\",\"Image\":\"ubuntu-24-04-x64\",\"Region\":\"nyc3\","
                + "\"SSHKeyID\":512189,\"SSHKeyFingerprint\":\"\",\"SSHKey\":\"\",\"Size\":\"s-1vcpu-1gb\","
                + "\"IPv6\":false,\"Backups\":false,\"PrivateNetworking\":false,\"UserDataFile\":\"\","
                + "\"Monitoring\":false,\"Tags\":\"\"}";
        assertEquals(
                expected.replace("{STORE}", root.toString()), driver.config().toString());
        assertEquals(driver.config(), machine.saved);
    }
}
