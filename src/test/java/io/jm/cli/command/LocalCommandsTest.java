package io.jm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.CancelledException;
import io.jm.base.ExitCode;
import io.jm.base.Ticker;
import io.jm.certs.LocalCertificates;
import io.jm.cli.App;
import io.jm.cli.Context;
import io.jm.cli.GlobalOptions;
import io.jm.console.Console;
import io.jm.driver.DriverFactory;
import io.jm.drivers.DriverCatalog;
import io.jm.engine.EngineClient;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import io.jm.ssh.client.SshClients;
import io.jm.store.MachineStore;
import io.jm.testkit.FakeMachines;
import io.jm.testkit.FakeStore;
import io.jm.tls.CertificateIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ls}, {@code env}, {@code config} and {@code active} with machines that say what they are told to say. */
class LocalCommandsTest {
    private static final String HEADINGS = "NAME   ACTIVE   DRIVER   STATE   URL   SWARM   DOCKER   ERRORS\n";

    private Path folder;
    private FakeMachines fake;
    private Environment environment;
    private Ticker ticker = Ticker.system();

    @BeforeEach
    void open(@TempDir Path temporary) {
        folder = temporary;
        fake = new FakeMachines(temporary);
        environment = fake.environment("docker-machine", "SHELL", "/bin/bash");
    }

    private ExitCode exit(String... words) {
        return new App(
                        environment,
                        new Commands(),
                        debug -> fake.console,
                        (effective, console, globals, commandLine) -> new FakeContext(globals, commandLine))
                .run(List.of(words));
    }

    /** The keys and their order are an interface. */
    @Test
    void versionPrintsItsFactsForPrograms() {
        fake.store.add("m", "none", "tcp://a:1");
        fake.engine.versions.put("tcp://a:1", "28.2.2");
        String client = "\"Client\":{\"Version\":\"V\",\"Commit\":null,\"Form\":\"jar\",\"Java\":\"V\",\"Os\":\"V\","
                + "\"Arch\":\"V\",\"Store\":\"S\"}";
        String varying = "\"(Version|Java|Os|Arch)\": ?\"[^\"]+\"";
        assertEquals(
                "{" + client + ",\"Machine\":null}",
                run("version", "--format", "json").replaceAll("\\s", "").replaceAll(varying, "\"$1\":\"V\""));
        assertTrue(run("version", "--format", "json", "m")
                .replaceAll("\\s", "")
                .endsWith("\"Machine\":{\"Name\":\"m\",\"DockerVersion\":\"28.2.2\",\"ApiVersion\":\"1.50\"}}"));
    }

    private String run(String... words) {
        assertEquals(ExitCode.OK, exit(words), () -> narrated());
        return fake.output.out().replace(folder.toString(), "S");
    }

    /** The message of a command that must fail and print no result. */
    private String refused(String... words) {
        assertNotEquals(ExitCode.OK, exit(words));
        assertEquals("", fake.output.out());
        return narrated().stripTrailing();
    }

    private String narrated() {
        return fake.output.err();
    }

    @Test
    void envSetsTheVariables() throws Exception {
        fake.store.add("box", "none", "tcp://192.0.2.5:2376");
        assertEquals("""
                export DOCKER_TLS_VERIFY="1"
                export DOCKER_HOST="tcp://192.0.2.5:2376"
                export DOCKER_CERT_PATH="S/machines/box"
                export DOCKER_MACHINE_NAME="box"
                # Run this command to configure your shell:\s
                # eval $(docker-machine env box)
                """, run("env", "box"));
    }

    @Test
    void envTakesTheDefaultMachine() throws Exception {
        fake.store.add("default", "none", "tcp://192.0.2.5:2376");
        assertTrue(run("env").contains("DOCKER_MACHINE_NAME=\"default\"\n"));
    }

    @Test
    void envWithoutAnyMachineSaysSo() {
        assertEquals("Error: No machine name(s) specified and no \"default\" machine exists", refused("env"));
    }

    @Test
    void envTakesOneMachine() {
        assertEquals("Error: Expected one machine name as an argument", refused("env", "a", "b"));
    }

    @Test
    void envDoesNotKnowAnUnknownMachine() {
        assertTrue(refused("env", "nope").startsWith("Docker machine \"nope\" does not exist."));
    }

    @Test
    void envOfAnEngineThatIsDownPrintsNothingToEvaluate() {
        fake.store.add("box", "none", "tcp://a:1");
        fake.engine.tlsFailures.put("a:1", "dial tcp a:1: connect: connection refused");
        assertTrue(refused("env", "box")
                .startsWith("Error checking TLS connection: Error checking and/or regenerating the certs: "
                        + "There was an error validating certificates for host \"a:1\": dial tcp a:1: "));
    }

    @Test
    void envOfARecordAsksNobodyWhenCalledAsJm() throws Exception {
        environment = fake.environment("/usr/bin/jm", "SHELL", "/bin/bash");
        fake.store.add("box", "none", "tcp://a:1");
        run("env", "box");
        assertEquals(List.of(), fake.engine.asked);
    }

    @Test
    void envChecksARecordWhenAskedTo() throws Exception {
        environment = fake.environment("/usr/bin/jm", "SHELL", "/bin/bash");
        fake.store.add("box", "none", "tcp://a:1");
        run("env", "--check", "box");
        assertEquals(List.of("a:1"), fake.engine.asked);
    }

    @Test
    void envCachedAsksNobody() throws Exception {
        fake.store.add("box", "none", "tcp://a:1");
        run("env", "--cached", "box");
        assertEquals(List.of(), fake.engine.asked);
    }

    @Test
    void envOfAPlainEngineTakesTlsAway() throws Exception {
        fake.store.add("box", "none", "tcp://a:1");
        fake.engine.versions.put("http://a:1", "28.2.2");
        tlsOff();
        String lines = run("env", "box");
        assertTrue(
                lines.startsWith("unset DOCKER_TLS_VERIFY\nexport DOCKER_HOST=\"tcp://a:1\"\nunset DOCKER_CERT_PATH"));
    }

    @Test
    void envAddsTheAddressThatNeedsNoProxy() throws Exception {
        fake.store.add("box", "none", "tcp://a:1");
        assertTrue(run("env", "--no-proxy", "box").contains("\nexport NO_PROXY=\"192.0.2.5\"\n"));
    }

    @Test
    void envUnsetNeedsNoMachineAndTakesNone() throws Exception {
        assertEquals("Error: Expected no machine name when the -u flag is present", refused("env", "-u", "box"));
        assertTrue(run("env", "-u", "--shell", "fish").startsWith("set -e DOCKER_TLS_VERIFY;\n"));
    }

    @Test
    void envWithoutAShellSaysSoOnStandardErrorOnly() {
        environment = fake.environment("docker-machine");
        fake.store.add("box", "none", "tcp://a:1");
        assertEquals("Error: Unknown shell (SHELL is not set; specify yours, as in --shell sh)", refused("env", "box"));
    }

    @Test
    void configPrintsFiveLines() throws Exception {
        fake.store.add("box", "none", "tcp://192.0.2.5:2376");
        assertEquals("""
                --tlsverify
                --tlscacert="S/machines/box/ca.pem"
                --tlscert="S/machines/box/cert.pem"
                --tlskey="S/machines/box/key.pem"
                -H=tcp://192.0.2.5:2376
                """, run("config", "box"));
    }

    @Test
    void configOfAPlainEngineIsItsAddress() throws Exception {
        fake.store.add("box", "none", "tcp://a:1");
        tlsOff();
        assertEquals("-H=tcp://a:1\n", run("config", "--cached", "box"));
    }

    @Test
    void configTakesOneMachine() {
        assertEquals("Error: Expected one machine name as an argument", refused("config", "a", "b"));
    }

    @Test
    void configOfAnotherMachineThanAMasterHasNoSwarm() {
        fake.store.add("box", "none", "tcp://a:1");
        assertEquals(
                "Error running connection boilerplate: \"box\" is not a swarm master. "
                        + "The --swarm flag is intended for use with swarm masters",
                refused("config", "--swarm", "box"));
    }

    @Test
    void lsOfNothingIsTheHeadings() throws Exception {
        assertEquals(HEADINGS, run("ls", "ignored"));
    }

    @Test
    void lsAlignsItsColumns() throws Exception {
        fake.store.add("up", "none", "tcp://a:1");
        fake.store.add("down", "none", "tcp://b:1");
        fake.engine.versions.put("tcp://a:1", "28.2.2");
        fake.engine.versions.put("tcp://b:1", "!two\nlines");
        assertEquals(
                "NAME   ACTIVE   DRIVER   STATE     URL         SWARM   DOCKER    ERRORS\n"
                        + "down   -        none     Running   tcp://b:1           Unknown   "
                        + "Unable to query docker version: two lines\n"
                        + "up     -        none     Running   tcp://a:1           v28.2.2   \n",
                run("ls"));
    }

    @Test
    void lsQuietPrintsReadableNamesInByteOrderAndReadsNoFormat() throws Exception {
        for (String name : List.of("m10", "Zeta", "m9")) {
            fake.store.add(name, "missing", "");
        }
        fake.store.unreadable.put("bad", "broken");
        assertEquals("Zeta\nm10\nm9\n", run("ls", "-q", "-f", "{{"));
        assertEquals(0, fake.drivers.opened.get());
    }

    @Test
    void lsOfNamesAsksNobody() throws Exception {
        fake.store.add("a", "none", "tcp://a:1");
        fake.store.unreadable.put("bad", "broken");
        assertEquals("a\nbad\n", run("ls", "--format", "{{ .Name }}"));
        assertEquals(List.of(), fake.engine.asked);
    }

    @Test
    void lsPrintsAgainWhatHasChangedUntilItIsInterrupted() {
        fake.store.add("a", "none", "tcp://a:1");
        List<Runnable> rounds =
                new ArrayList<>(List.of(() -> {}, () -> fake.store.add("b", "none", "tcp://b:1"), () -> {}, () -> {
                    throw new CancelledException();
                }));
        ticker = new Ticker() {
            @Override
            public Instant now() {
                return Instant.EPOCH;
            }

            @Override
            public long nanos() {
                return 0;
            }

            @Override
            public void sleep(Duration duration) {
                assertEquals(Duration.ofSeconds(7), duration);
                rounds.remove(0).run();
            }
        };
        assertEquals("a\n\na\nb\n", run("ls", "-q", "--watch=7"));
    }

    @Test
    void lsWarnsWhereNoScriptReads() throws Exception {
        FakeStore.driver(fake.store.add("a", "x", "")).put("StateError", "cloud is down");
        assertEquals("", run("ls", "-q", "--filter", "state=Running"));
        assertEquals("cloud is down\n", narrated());
    }

    @Test
    void lsSucceedsIfADriverCannotForwardPorts() throws Exception {
        FakeStore.driver(fake.store.add("a", "x", "")).put("ForwardsError", "no ports for a");
        FakeStore.driver(fake.store.add("b", "x", "")).put("ForwardsError", "no ports for b");
        assertEquals("a Running\nb Running\n", run("ls", "--format", "{{.Name}} {{.State}}"));
        assertEquals("no ports for a\nno ports for b\n", narrated());
    }

    @Test
    void lsRefusesAMalformedTemplateBeforeAnythingIsPrinted() {
        assertEquals("template: :1: unexpected {{end}}", refused("ls", "-f", "{{end}}"));
    }

    @Test
    void lsKnowsTheWordTableOnlyAsAWord() throws Exception {
        fake.store.add("a", "none", "");
        assertEquals("tabletop a\n", run("ls", "-f", "tabletop {{.Name}}"));
    }

    @Test
    void configRefusesAnAddressWithControlCharacters() {
        environment = fake.environment("jm");
        fake.store.add("evil", "none", "tcp://h:1\033[2J\nexit");
        String message = refused("config", "--cached", "evil");
        assertTrue(message.endsWith("net/url: invalid control character in URL"), message);
    }

    private void addHostile() {
        String hostile = "x\033[2J\n\tx";
        ObjectNode evil = fake.store.add("evil", "none", "tcp://h:1" + hostile);
        FakeStore.engine(evil).putArray("Labels").add(hostile);
        fake.engine.versions.put("tcp://h:1" + hostile, hostile);
        fake.store.unreadable.put("worse" + hostile, hostile);
    }

    @Test
    void lsEscapesWhateverAMachineSays() throws Exception {
        addHostile();
        List<String> calls =
                List.of("", "{{.Name}}{{.DriverName}}{{.URL}}{{.DockerVersion}}{{.Error}}{{.EngineOptions}}");
        for (String format : calls) {
            fake.output.clear();
            String[] lines = run("ls", "--format", format).split("\n");
            assertEquals(format.isEmpty() ? 3 : 2, lines.length, () -> String.join("|", lines));
            assertEquals(-1, String.join("", lines).indexOf('\033'), () -> String.join("|", lines));
        }
        fake.output.clear();
        assertEquals("evil\n", run("ls", "-q"));
        fake.store.add("a\nb", "none", "tcp://a:1");
        fake.store.add("z", "none", "tcp://a:1");
        fake.output.clear();
        assertEquals("a\\nb\nevil\nz\n", run("ls", "-q"));
    }

    @Test
    void lsAsJsonHasTheDocumentedKeysAndWhatAMachineSaysExactly() throws Exception {
        addHostile();
        fake.store.unreadable.clear();
        assertEquals("""
                [
                    {
                        "Name": "evil",
                        "Active": "-",
                        "ActiveHost": false,
                        "ActiveSwarm": false,
                        "DriverName": "none",
                        "State": "Running",
                        "URL": "tcp://h:1x\\u001b[2J\\n\\tx",
                        "Swarm": "",
                        "Error": "",
                        "DockerVersion": "vx\\u001b[2J\\n\\tx",
                        "ResponseTime": 0,
                        "Group": "",
                        "Contexts": []
                    }
                ]
                """, run("ls", "--format", "json").replaceAll("\"ResponseTime\": \\d+", "\"ResponseTime\": 0"));
    }

    @Test
    void lsAsJsonOfNothingIsAnEmptyList() throws Exception {
        assertEquals("[]\n", run("ls", "--format", "json"));
    }

    @Test
    void lsKnowsTheFunctionJsonWhenCalledAsJm() throws Exception {
        fake.store.add("a", "none", "tcp://a:1");
        assertEquals("template: :1: function \"json\" not defined", refused("ls", "-f", "{{json .Name}}"));
        environment = fake.environment("jm");
        assertEquals("\"a\"\n", run("ls", "-f", "{{json .Name}}"));
        assertEquals(List.of(), fake.engine.asked);
        fake.output.clear();
        assertTrue(run("ls", "-f", "{{json .}}").startsWith("{\"Name\":\"a\",\"Active\":\"-\","));
    }

    @Test
    void lsShowsOptionsByTheirGoNames() throws Exception {
        FakeStore.engine(fake.store.add("a", "none", ""))
                .put("TlsVerify", true)
                .putArray("Labels")
                .add("tier=web");
        assertEquals(
                "true [tier=web] state.State 1\n",
                run(
                        "ls",
                        "-f",
                        "{{.EngineOptions.TLSVerify}} {{.EngineOptions.Labels}} "
                                + "{{printf \"%T %d\" .State .State}}"));
    }

    @Test
    void activePrintsTheName() throws Exception {
        environment = fake.environment("docker-machine", "DOCKER_HOST", "tcp://a:1");
        fake.store.add("a", "none", "tcp://a:1");
        assertEquals("a\n", run("active", "-t", "5"));
    }

    @Test
    void activeTakesNoArguments() {
        assertEquals("Error: Too many arguments given", refused("active", "x"));
    }

    @Test
    void activeSaysThatNothingIs() {
        assertEquals("No active host found", refused("active"));
    }

    private void tlsOff() throws Exception {
        Files.createDirectories(fake.store.layout().machine("box"));
        Files.writeString(fake.store.layout().extras("box"), "{\"none\":{\"tls\":\"off\"}}");
    }

    private final class FakeContext implements Context {
        private final GlobalOptions globals;
        private final List<String> commandLine;

        FakeContext(GlobalOptions globals, List<String> commandLine) {
            this.globals = globals;
            this.commandLine = commandLine;
        }

        @Override
        public Environment environment() {
            return environment;
        }

        @Override
        public Console console() {
            return fake.console;
        }

        @Override
        public Ticker ticker() {
            return ticker;
        }

        @Override
        public GlobalOptions globals() {
            return globals;
        }

        @Override
        public List<String> commandLine() {
            return commandLine;
        }

        @Override
        public MachineStore store() {
            return fake.store;
        }

        @Override
        public DriverFactory drivers() {
            return fake.drivers;
        }

        @Override
        public DriverCatalog driverCatalog() {
            throw new IllegalStateException("only the driver command asks");
        }

        @Override
        public EngineClient engine() {
            return fake.engine;
        }

        @Override
        public SshClients ssh() {
            throw new IllegalStateException("local commands do not log in");
        }

        @Override
        public CertificateIssuer certificates() {
            throw new IllegalStateException("local commands make no certificates");
        }

        @Override
        public LocalCertificates localCertificates() {
            throw new IllegalStateException("local commands make no certificates");
        }

        @Override
        public LocalCertificates localCertificates(Machine machine) {
            throw new IllegalStateException("local commands make no certificates");
        }

        @Override
        public Context with(Console console) {
            return this;
        }

        @Override
        public void close() {}
    }
}
