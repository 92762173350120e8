package io.jm.cli.command.context;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.driver.Capabilities;
import io.jm.driver.DriverContext;
import io.jm.machine.ExtrasFile;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.store.FileStore;
import io.jm.store.MachineDocument;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.Jm;
import io.jm.testkit.OwnDrivers;
import io.jm.testkit.SilentConsole;
import io.jm.text.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on files as docker's CLI 20.10 and 28 write them. */
class ContextCommandsTest {
    /** As both versions wrote it for {@code docker context create box --docker host=tcp://198.51.100.1:2376}. */
    private static final String FOREIGN =
            "{\"Name\":\"box\",\"Metadata\":{},\"Endpoints\":{\"docker\":{\"Host\":\"tcp://198.51.100.1:2376\","
                    + "\"SkipTLSVerify\":false}}}";

    private Path root;
    private FileStore store;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> urls = new HashMap<>();

    @BeforeEach
    void open(@TempDir Path temporary) throws IOException {
        root = temporary;
        store = new FileStore(new StoreLayout(root.resolve("store")), "jm", SilentConsole.INSTANCE);
        variables.put("MACHINE_STORAGE_PATH", store.layout().root().toString());
        variables.put("DOCKER_CONFIG", root.resolve("docker").toString());
        Files.createDirectories(store.layout().certs());
        for (String file : List.of("ca", "cert", "key")) {
            Files.writeString(store.layout().certs().resolve(file + ".pem"), file);
        }
        add("box", "tcp://192.0.2.7:2376");
    }

    private final class Cloud extends IdleDriver {
        Cloud(DriverContext context) {
            super(context);
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(false, false, true, false, false);
        }

        @Override
        public String url() {
            String url = urls.getOrDefault(context.machineName(), "");
            if (url.isEmpty()) {
                throw new JmException("\"" + context.machineName() + "\" has no address");
            }
            return url;
        }
    }

    private void add(String name, String url) {
        urls.put(name, url);
        store.save(new MachineDocument(store.layout(), name, new MachineDocument.Certificates("", "", "", ""))
                .machine(name, "hetzner"));
    }

    private Jm.Result run(String... arguments) {
        return OwnDrivers.jm(new Environment(variables, root, "jm", false), (name, context) -> new Cloud(context))
                .run(arguments);
    }

    private Path meta(String context) {
        return root.resolve("docker/contexts/meta/" + Sha256.hex(context) + "/meta.json");
    }

    private Path tls(String context, String file) {
        return root.resolve("docker/contexts/tls/" + Sha256.hex(context) + "/docker/" + file);
    }

    private Path config() {
        return root.resolve("docker/config.json");
    }

    private List<String> recorded(String machine) {
        return new ExtrasFile(store.layout().extras(machine)).contexts();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private String document(String description, String host, String kind) {
        return "{\"Name\":\"box\",\"Metadata\":{\"Description\":\"" + description + "\",\"jm\":{\"Machine\":\"box\","
                + "\"Store\":\"" + store.layout().root() + "\",\"Kind\":\"" + kind + "\"}},\"Endpoints\":{\"docker\":"
                + "{\"Host\":\"" + host + "\",\"SkipTLSVerify\":false}}}";
    }

    @Test
    void aContextHasDockersFilesAndModes() throws IOException {
        assertEquals("box\n", run("context", "create", "box").succeeded().out());
        assertEquals(document("box (jm, hetzner)", "tcp://192.0.2.7:2376", "tls"), Files.readString(meta("box")));
        assertEquals("rw-r--r--", mode(meta("box")));
        assertEquals("rwxr-xr-x", mode(meta("box").resolveSibling("")));
        for (String file : List.of("ca", "cert", "key")) {
            assertEquals(file, Files.readString(tls("box", file + ".pem")));
            assertEquals("rw-------", mode(tls("box", file + ".pem")));
        }
        assertEquals("rwx------", mode(tls("box", "ca.pem").resolveSibling("")));
        assertEquals("rwx------", mode(root.resolve("docker/contexts/tls")));
        assertEquals("rwxr-xr-x", mode(root.resolve("docker/contexts")));
        assertEquals(List.of("box"), recorded("box"));
        assertFalse(Files.exists(store.layout().contextsLock()));
        assertFalse(Files.exists(config()), "the current context is docker's default as before");
    }

    @Test
    void theCopiesOfTheMachineComeBeforeTheirSources() throws IOException {
        for (String file : List.of("ca", "cert", "key")) {
            Files.writeString(store.layout().machine("box").resolve(file + ".pem"), "copy of " + file);
        }
        run("context", "create", "box").succeeded();
        assertEquals("copy of key", Files.readString(tls("box", "key.pem")));
    }

    @Test
    void anEngineWithoutTlsHasNoFilesForIt() throws IOException {
        run("context", "create", "box").succeeded();
        urls.put("box", "http://192.0.2.7:2375");
        run("context", "create", "box").succeeded();
        assertEquals(document("box (jm, hetzner)", "tcp://192.0.2.7:2375", "tcp"), Files.readString(meta("box")));
        assertFalse(Files.exists(tls("box", "ca.pem").resolveSibling("").resolveSibling("")));
        urls.put("box", "unix:///run/box.sock");
        run("context", "sync").succeeded();
        assertEquals(document("box (jm, hetzner)", "unix:///run/box.sock", "unix"), Files.readString(meta("box")));
    }

    @Test
    void whatTheUserChangedInAContextStays() throws IOException {
        run("context", "create", "box").succeeded();
        // as docker context update --description writes it
        Files.writeString(meta("box"), document("mine", "tcp://192.0.2.7:2376", "tls"));
        urls.put("box", "tcp://192.0.2.8:2376");
        assertEquals("box\n", run("context", "sync", "box").succeeded().out());
        assertEquals(document("mine", "tcp://192.0.2.8:2376", "tls"), Files.readString(meta("box")));
    }

    @Test
    void namesThatDockerRefusesGetAPrefix() {
        add("default", "tcp://192.0.2.9:2376");
        add("x", "tcp://192.0.2.10:2376");
        assertEquals(
                "jm-default\njm-x\n",
                run("context", "create", "default", "x").succeeded().out());
        assertTrue(Files.exists(meta("jm-x")));
        String error = run("context", "create", "box", "--name", "y").failed().err();
        assertTrue(error.startsWith("docker refuses the context name \"y\": give one with --name"), error);
        assertEquals(List.of(), recorded("box"));
    }

    @Test
    void aContextThatJmDidNotMakeIsNeverTouched() throws IOException {
        Files.createDirectories(meta("box").resolveSibling(""));
        Files.writeString(meta("box"), FOREIGN);
        assertEquals(
                "docker has a context \"box\" that jm did not make. Choose another name: jm context create box --name"
                        + " jm-box\n",
                run("context", "create", "box").failed().err());
        new ExtrasFile(store.layout().extras("box")).addContext("box");
        run("context", "sync").failed();
        run("rm", "-y", "box").succeeded();
        String error = run("context", "rm", "box").failed().err();
        assertEquals("jm did not make the docker context \"box\". Remove it with: docker context rm box\n", error);
        assertEquals(FOREIGN, Files.readString(meta("box")));
        try (Stream<Path> files = Files.list(meta("box").resolveSibling(""))) {
            assertEquals(1, files.count());
        }
        assertFalse(Files.exists(root.resolve("docker/contexts/tls")));
    }

    @Test
    void aContextOfAnotherStoreIsForeign() throws IOException {
        run("context", "create", "box").succeeded();
        Files.writeString(
                meta("box"),
                document("box", "tcp://192.0.2.7:2376", "tls")
                        .replace(store.layout().root().toString(), "/other/store"));
        String before = Files.readString(meta("box"));
        run("context", "create", "box").failed();
        assertEquals(before, Files.readString(meta("box")));
    }

    @Test
    void aMachineHasAsManyContextsAsItIsGiven() {
        run("context", "create", "box").succeeded();
        run("context", "create", "box", "--name", "work").succeeded();
        assertEquals(List.of("box", "work"), recorded("box"));
        add("web", "tcp://192.0.2.8:2376");
        String error =
                run("context", "create", "web", "--name", "work").failed().err();
        assertEquals(
                "The docker context \"work\" belongs to the machine \"box\". Choose another name with --name\n", error);
        assertEquals("work\n", run("context", "rm", "work").succeeded().out());
        assertEquals(List.of("box"), recorded("box"));
        assertEquals("box\n", run("context", "rm", "box").succeeded().out());
        assertFalse(Files.exists(store.layout().extras("box")));
        assertFalse(Files.exists(meta("box").resolveSibling("")));
        assertFalse(Files.exists(tls("box", "ca.pem").resolveSibling("").resolveSibling("")));
        run("context", "rm", "box").failed();
    }

    @Test
    void theCurrentContextIsOneKeyOfDockersConfiguration() throws IOException {
        Files.createDirectories(root.resolve("docker"));
        String before =
                "{\n\t\"auths\": {\n\t\t\"registry.example\": {\n\t\t\t\"auth\": \"dTpw\"\n\t\t}\n\t},\n\t\"x\": 1.50\n}";
        Files.writeString(root.resolve("real.json"), before);
        Files.setPosixFilePermissions(root.resolve("real.json"), PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(config(), Path.of("../real.json"));
        Jm.Result used = run("context", "use", "box").succeeded();
        assertEquals("box\n", used.out());
        assertEquals("docker's current context is \"box\" now.\n", used.err());
        assertEquals(before.replace("1.50\n}", "1.50,\n\t\"currentContext\": \"box\"\n}"), Files.readString(config()));
        assertTrue(Files.isSymbolicLink(config()));
        assertEquals("rw-r-----", mode(root.resolve("real.json")));
        assertEquals("default\n", run("context", "use", "-u").succeeded().out());
        assertEquals(before, Files.readString(config()));
    }

    @Test
    void aNewConfigurationIsForItsOwnerOnly() throws IOException {
        run("context", "create", "box", "--use").succeeded();
        assertEquals("{\n\t\"currentContext\": \"box\"\n}", Files.readString(config()));
        assertEquals("rw-------", mode(config()));
        variables.put("DOCKER_HOST", "tcp://192.0.2.1:2376");
        String said = run("context", "use", "box").succeeded().err();
        assertTrue(
                said.contains("docker does not use it in this shell, because the variable DOCKER_HOST is set."), said);
    }

    @Test
    void aBrokenConfigurationIsNotReplaced() throws IOException {
        Files.createDirectories(root.resolve("docker"));
        Files.writeString(config(), "{\"auths\": ");
        String error = run("context", "use", "box").failed().err();
        assertTrue(error.startsWith("Error loading " + config() + ": "), error);
        assertEquals("{\"auths\": ", Files.readString(config()));
    }

    @Test
    void removingAMachineRemovesItsContextsAndLeavesThem() throws IOException {
        run("context", "create", "box", "--use").succeeded();
        String said = run("rm", "-y", "box").succeeded().out();
        assertTrue(said.contains("docker's current context was \"box\"; it is \"default\" now.\n"), said);
        assertEquals("{}", Files.readString(config()));
        assertFalse(Files.exists(meta("box")));
    }

    @Test
    void aChangedMachineTakesItsContextsAlong() throws IOException {
        run("context", "create", "box").succeeded();
        urls.put("box", "tcp://192.0.2.20:2376");
        Files.writeString(store.layout().certs().resolve("cert.pem"), "renewed");
        run("restart", "box").succeeded();
        assertEquals(document("box (jm, hetzner)", "tcp://192.0.2.20:2376", "tls"), Files.readString(meta("box")));
        assertEquals("renewed", Files.readString(tls("box", "cert.pem")));
    }

    @Test
    void aMachineWithoutAddressLeavesItsContextAlone() throws IOException {
        run("context", "create", "box").succeeded();
        byte[] before = Files.readAllBytes(meta("box"));
        urls.put("box", "");
        Jm.Result restarted = run("restart", "box").succeeded();
        assertEquals("", restarted.err());
        assertArrayEquals(before, Files.readAllBytes(meta("box")));
        assertEquals(
                "\"box\" has no address\n",
                run("context", "sync", "box").failed().err());
    }

    @Test
    void aContextThatCannotBeWrittenIsNotRecorded() throws IOException {
        Files.createDirectories(root.resolve("docker"));
        Files.writeString(root.resolve("docker/contexts"), "a file");
        String error = run("context", "create", "box").failed().err();
        assertTrue(error.startsWith("writing the docker context \"box\" failed: "), error);
        assertEquals(List.of(), recorded("box"));
    }

    @Test
    void aMachineThatSucceededIsNotFailedByItsContext() throws IOException {
        run("context", "create", "box").succeeded();
        Files.delete(meta("box"));
        Files.createDirectories(meta("box").resolve("directory"));
        Jm.Result restarted = run("restart", "box").succeeded();
        assertTrue(
                restarted.err().startsWith("The docker context of \"box\" was not brought up to date: "),
                restarted.err());
    }

    @Test
    void theListTellsWhatDoesNotFit() throws IOException {
        for (String name : List.of("ok", "old", "gone", "away", "taken")) {
            add(name, "tcp://192.0.2.30:2376");
            run("context", "create", name).succeeded();
        }
        run("context", "use", "ok").succeeded();
        urls.put("old", "tcp://192.0.2.31:2376");
        store.remove("gone");
        Files.delete(meta("away"));
        Files.writeString(meta("taken"), FOREIGN.replace("box", "taken"));
        assertEquals("""
                NAME    MACHINE   KIND   ENDPOINT                STATE
                away    away                                     missing
                gone    -         tls    tcp://192.0.2.30:2376   no such machine
                ok      ok        tls    tcp://192.0.2.30:2376   current
                old     old       tls    tcp://192.0.2.30:2376   stale
                taken   taken                                    not made by jm
                """, run("context", "ls").succeeded().out());
        assertEquals(
                "away\ngone\nok\nold\ntaken\n",
                run("context", "ls", "-q").succeeded().out());
        String json = run("context", "ls", "--format", "json").succeeded().out();
        assertTrue(
                json.contains("\"Name\": \"ok\",\n        \"Machine\": \"ok\",\n        \"Kind\": \"tls\",\n"
                        + "        \"Endpoint\": \"tcp://192.0.2.30:2376\",\n        \"State\": \"current\",\n"
                        + "        \"Current\": true"),
                json);
        Jm.Result synced = run("context", "sync").failed();
        assertEquals("away\nok\nold\n", synced.out());
        assertTrue(synced.err().contains("There is no machine \"gone\" any more."), synced.err());
        run("context", "rm", "gone").succeeded();
        assertFalse(Files.exists(meta("gone")));
    }

    @Test
    void oneMachineThatFailsDoesNotStopTheOthers() {
        add("web", "tcp://192.0.2.8:2376");
        add("stopped", "");
        Jm.Result made =
                run("context", "create", "web", "stopped", "absent", "box").failed();
        assertEquals("web\nbox\n", made.out());
        assertTrue(made.err().contains("\"stopped\" has no address"), made.err());
        assertTrue(made.err().contains("absent"), made.err());
        assertEquals(
                "Error: --use is for one machine, not for 2\nSee 'jm context create --help'.\n",
                run("context", "create", "box", "web", "--use").failed().err());
    }

    @Test
    void aContextOverSshLeadsToTheAliasAndStaysSo() throws IOException {
        variables.put("HOME", root.toString());
        assertEquals(
                "docker runs your ssh for such a context, and it does not know \"box\" yet. Run: jm ssh-config --write\n",
                run("context", "create", "box", "--ssh").failed().err());
        assertEquals(List.of(), recorded("box"));
        run("context", "create", "box").succeeded();
        Files.createDirectory(root.resolve(".ssh"));
        Files.writeString(root.resolve(".ssh/config"), "Host box\n");
        run("ssh-config", "--write").succeeded();
        run("context", "create", "box", "--ssh").succeeded();
        assertEquals(document("box (jm, hetzner)", "ssh://jm-box", "ssh"), Files.readString(meta("box")));
        assertFalse(Files.exists(tls("box", "ca.pem")));
        // the user's own host is gone, and so the alias is another
        Files.delete(root.resolve(".ssh/config"));
        run("restart", "box").succeeded();
        assertEquals(document("box (jm, hetzner)", "ssh://box", "ssh"), Files.readString(meta("box")));
        run("context", "create", "box").succeeded();
        assertEquals(document("box (jm, hetzner)", "tcp://192.0.2.7:2376", "tls"), Files.readString(meta("box")));
    }

    @Test
    void createMakesTheContextToo() throws IOException {
        urls.put("new", "tcp://192.0.2.40:2376");
        // create makes real ones
        for (String file : List.of("ca", "cert", "key")) {
            Files.delete(store.layout().certs().resolve(file + ".pem"));
        }
        String said =
                run("create", "-d", "hetzner", "--context", "new").succeeded().out();
        assertTrue(said.endsWith("To use it as a docker context, run: docker --context new info\n"), said);
        assertEquals(List.of("new"), recorded("new"));
        assertTrue(Files.readString(meta("new")).contains("tcp://192.0.2.40:2376"));
    }

    @Test
    void createMakesNothingIfTheContextIsForeign() throws IOException {
        Files.createDirectories(meta("new").resolveSibling(""));
        Files.writeString(meta("new"), FOREIGN.replace("box", "new"));
        String error =
                run("create", "-d", "hetzner", "--context", "new").failed().err();
        assertTrue(error.startsWith("docker has a context \"new\" that jm did not make."), error);
        assertFalse(store.exists("new"));
    }

    @Test
    void hostileContextsOfOthersAreSkipped() throws IOException {
        run("context", "create", "box").succeeded();
        for (String text : List.of("", "{", "[]", "null", "{\"Name\":5}", FOREIGN)) {
            Path file = meta("odd" + text.length());
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        }
        Files.createDirectories(meta("directory"));
        assertEquals("box\n", run("context", "ls", "-q").succeeded().out());
    }
}
