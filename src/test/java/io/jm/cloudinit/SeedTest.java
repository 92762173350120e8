package io.jm.cloudinit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.go.json.JsonReader;
import io.jm.ssh.SshKeyPair;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedTest {
    private static final SshKeyPair HOST = SshKeyPair.generate("");
    private static final String LOGIN = SshKeyPair.generate("me").publicLine();
    private static final String HEADER = "#cloud-config\n";

    @TempDir
    Path directory;

    @Test
    void theImageHasTheThreeFilesOfTheDataSource() {
        Map<String, byte[]> files = FatReader.read(seed("").image());
        assertEquals("CIDATA", new String(files.remove("label"), StandardCharsets.US_ASCII));
        assertEquals(List.of("meta-data", "network-config", "user-data"), List.copyOf(files.keySet()));
    }

    @Test
    void metaDataNamesTheInstance() {
        assertEquals(
                JsonReader.read("{\"instance-id\":\"i-1\",\"local-hostname\":\"box\"}"),
                JsonReader.read(file(seed(""), "meta-data")));
    }

    @Test
    void theCardIsFoundByItsHardwareAddress() {
        assertEquals(
                JsonReader.read("{\"version\":2,\"ethernets\":{\"eth0\":"
                        + "{\"match\":{\"macaddress\":\"52:54:00:01:02:03\"},\"dhcp4\":true}}}"),
                JsonReader.read(file(seed(""), "network-config")));
    }

    @Test
    void nameServersReplaceThoseOfDhcp() {
        Seed seed = with("docker", "box", "52:54:00:01:02:03", List.of("9.9.9.9", "2620:fe::fe"), new byte[0]);
        JsonNode card = JsonReader.read(file(seed, "network-config")).at("/ethernets/eth0");
        assertEquals(
                "[\"9.9.9.9\",\"2620:fe::fe\"]",
                card.at("/nameservers/addresses").toString());
        assertFalse(card.at("/dhcp4-overrides/use-dns").asBoolean(true));
    }

    @Test
    void userDataMakesTheLoginAndTheHostKey() {
        String text = file(seed(""), "user-data");
        assertTrue(text.startsWith(HEADER), text);
        JsonNode config = JsonReader.read(text.substring(HEADER.length()));
        JsonNode login = config.at("/users/0");
        assertEquals("docker", login.path("name").asText());
        assertEquals("docker", login.path("primary_group").asText());
        assertEquals("/bin/bash", login.path("shell").asText());
        assertEquals("ALL=(ALL) NOPASSWD:ALL", login.path("sudo").asText());
        assertEquals(LOGIN, login.at("/ssh_authorized_keys/0").asText());
        assertEquals(HOST.privateKey(), config.at("/ssh_keys/ed25519_private").asText());
        assertEquals(HOST.publicLine(), config.at("/ssh_keys/ed25519_public").asText());
        assertTrue(config.path("ssh_deletekeys").asBoolean());
        assertFalse(config.path("package_update").asBoolean(true));
        assertEquals(
                "{\"mode\":\"auto\",\"devices\":[\"/\"]}",
                config.path("growpart").toString());
    }

    @Test
    void theConfigurationIsYaml() throws Exception {
        Path python = Path.of("/usr/bin/python3");
        assumeTrue(Files.isExecutable(python), "python3 is not installed");
        assumeTrue(
                FatImageTest.Run.of(python.toString(), "-c", "import yaml").status() == 0, "python3 has no yaml here");
        Path data = Files.writeString(directory.resolve("user-data"), file(seed(""), "user-data"));
        FatImageTest.Run run = FatImageTest.Run.of(
                python.toString(),
                "-c",
                "import sys, yaml; print(yaml.safe_load(open(sys.argv[1]))['ssh_keys']['ed25519_private'], end='')",
                data.toString());
        assertEquals(HOST.privateKey(), run.output());
    }

    @Test
    void theUsersOwnDataStandsUntouchedBetweenDefaultsAndLogin() {
        String own = "#cloud-config\r\npackages: [tree]\n# naïve\n";
        List<Part> parts = parts(seed(own));
        assertEquals(
                List.of("defaults", "user-data", "login", "identity"),
                parts.stream().map(Part::name).toList());
        assertArrayEquals(own.getBytes(StandardCharsets.UTF_8), parts.get(1).content());
        JsonNode login = parts.get(2).config();
        assertEquals(
                "list(prepend)+dict(no_replace,recurse_list)+str()",
                login.path("merge_how").asText());
        assertEquals("docker", login.at("/users/0/name").asText());
        JsonNode identity = parts.get(3).config();
        assertEquals("dict(replace)+list()+str()", identity.path("merge_how").asText());
        assertEquals(HOST.privateKey(), identity.at("/ssh_keys/ed25519_private").asText());
    }

    @Test
    void theTypeIsThatOfTheFirstLine() {
        Map<String, String> types = Map.of(
                "#cloud-config\na: 1\n", "text/cloud-config",
                "\n  #Cloud-Config\na: 1\n", "text/cloud-config",
                "#cloud-config-archive\n- a\n", "text/cloud-config-archive",
                "#cloud-config-jsonp\n[]\n", "text/cloud-config-jsonp",
                "#!/bin/sh\ntrue\n", "text/x-shellscript",
                "#include\nhttp://h/x\n", "text/x-include-url",
                "#include-once\nhttp://h/x\n", "text/x-include-once-url",
                "#cloud-boothook\n#!/bin/sh\n", "text/cloud-boothook",
                "#part-handler\n", "text/part-handler",
                "## template: jinja\n#cloud-config\n", "text/jinja2");
        types.forEach(
                (data, type) -> assertEquals(type, parts(seed(data)).get(1).type(), data));
    }

    @Test
    void aMessageOfTheUserKeepsItsHeaders() {
        String own = "Content-Type: multipart/mixed; boundary=\"b\"\nMIME-Version: 1.0\n\n--b\n"
                + "Content-Type: text/x-shellscript\n\n#!/bin/sh\n--b--\n";
        String text = file(seed(own), "user-data");
        assertTrue(text.contains("_==\n" + own + "\n--="), text);
        String bare = "Content-Type: text/cloud-config\n\n#cloud-config\n";
        assertTrue(file(seed(bare), "user-data").contains("_==\n" + bare + "\n--="));
    }

    @Test
    void compressedUserDataIsExpanded() throws Exception {
        String own = "#!/bin/sh\necho hello\n";
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(own.getBytes(StandardCharsets.UTF_8));
        }
        Part part = parts(seed(compressed.toByteArray())).get(1);
        assertEquals("text/x-shellscript", part.type());
        assertEquals(own, new String(part.content(), StandardCharsets.UTF_8));
        compressed.write(new byte[1]);
        byte[] cut = Arrays.copyOf(compressed.toByteArray(), 20);
        assertTrue(refusal(seed(cut)).startsWith("the compressed user data is damaged"), refusal(seed(cut)));
    }

    @Test
    void refusesDataThatCloudInitWouldIgnore() {
        assertEquals(
                "the user data has no form that cloud-init knows: it starts with #cloud-config, #!, #include,"
                        + " #cloud-boothook, #part-handler, ## template: jinja or the header of a MIME message",
                refusal(seed("packages: [tree]\n")));
        assertTrue(refusal(seed("\ufeff#cloud-config\n")).contains("byte order mark"));
        byte[] latin = "MIME-Version: 1.0\n\n\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(refusal(seed(latin)).contains("not in UTF-8"), refusal(seed(latin)));
    }

    @Test
    void refusesUsersToWhichTheLoginCannotBeAdded() {
        for (String users :
                List.of("users: bob\n", "users: {bob: x}\n", "users:\n  bob: x\n", "\"users\":\n\n # c\n  bob: x\n")) {
            String message = refusal(seed(HEADER + "a: 1\n" + users));
            assertTrue(message.contains("\"users\" that is not a list"), users);
        }
        for (String users : List.of(
                "users: [bob]\n",
                "users:\n- bob\n",
                "users:\n  # c\n  - bob\n",
                "users: # c\n  - bob\n",
                "x:\n  users: bob\n")) {
            assertEquals(4, parts(seed(HEADER + users)).size(), users);
        }
    }

    @Test
    void theLargestUserDataFitsAndALargerOneIsRefused() {
        byte[] largest = new byte[1 << 20];
        new Random(1).nextBytes(largest);
        System.arraycopy("#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII), 0, largest, 0, 10);
        assertArrayEquals(largest, parts(seed(largest)).get(1).content());
        byte[] larger = Arrays.copyOf(largest, largest.length + 1);
        assertEquals(
                "the user data is larger than 1048576 bytes: let it fetch the rest, with #include and a URL",
                refusal(seed(larger)));
    }

    @Test
    void refusesNamesAndAddressesThatWouldLockTheUserOut() {
        String mac = "52:54:00:01:02:03";
        assertThrows(JmException.class, () -> with("Bob Smith", "box", mac, List.of(), new byte[0]));
        assertThrows(JmException.class, () -> with("bob", "b_x", mac, List.of(), new byte[0]));
        assertThrows(JmException.class, () -> with("bob", "box", "52:54", List.of(), new byte[0]));
        for (String dns : List.of("dns.example", "1.2.3", "1.2.3.256", "1.2.3.4\n", ":")) {
            assertThrows(JmException.class, () -> with("bob", "box", mac, List.of(dns), new byte[0]), dns);
        }
    }

    @Test
    void theTextHasNoKeys() {
        assertEquals("Seed[docker@box, i-1]", seed("").toString());
    }

    private static Seed seed(String userData) {
        return seed(userData.getBytes(StandardCharsets.UTF_8));
    }

    private static Seed seed(byte[] userData) {
        return with("docker", "box", "52:54:00:01:02:03", List.of(), userData);
    }

    private static Seed with(String user, String host, String mac, List<String> dns, byte[] userData) {
        return new Seed(
                user, "/bin/bash", LOGIN, HOST.privateKey(), HOST.publicLine(), host, "i-1", mac, dns, userData);
    }

    private static String file(Seed seed, String name) {
        return new String(FatReader.read(seed.image()).get(name), StandardCharsets.UTF_8);
    }

    private static String refusal(Seed seed) {
        return assertThrows(JmException.class, seed::image).getMessage();
    }

    private record Part(String type, String name, byte[] content) {
        JsonNode config() {
            return JsonReader.read(new String(content, StandardCharsets.UTF_8).substring(HEADER.length()));
        }
    }

    private static List<Part> parts(Seed seed) {
        String text = file(seed, "user-data");
        String boundary = text.substring(text.indexOf('"') + 1, text.indexOf("\"\n"));
        List<Part> parts = new ArrayList<>();
        for (String part : text.split("--" + boundary + "(--)?\n")) {
            if (!part.startsWith("Content-Type: multipart")) {
                int end = part.indexOf("\n\n");
                String type = part.substring("Content-Type: ".length(), part.indexOf('\n'));
                String name = part.substring(part.indexOf('"') + 1, end - 1);
                parts.add(new Part(type, name, Base64.getMimeDecoder().decode(part.substring(end))));
            }
        }
        return parts;
    }
}
