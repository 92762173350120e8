package io.jm.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.driver.Capabilities;
import io.jm.driver.MachineState;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import io.jm.testkit.FakeMachines;
import io.jm.testkit.FakeStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {
    private static final AnswerLimits LONG = new AnswerLimits(Duration.ofSeconds(20), Duration.ofSeconds(20));
    private static final AnswerLimits SHORT = new AnswerLimits(Duration.ofMillis(150), Duration.ofMillis(150));

    private FakeMachines fake;

    @BeforeEach
    void open(@TempDir Path folder) {
        fake = new FakeMachines(folder);
    }

    @AfterEach
    void endTheSilence() {
        fake.silence.countDown();
    }

    private Listing listing(AnswerLimits limits, String... variables) {
        Environment environment = fake.environment("jm", variables);
        return new Listing(
                fake.store,
                fake.machineDrivers(environment),
                fake.engine,
                limits,
                fake.console,
                environment,
                Ticker.system());
    }

    private List<MachineRow> rows(String... variables) {
        Listing listing = listing(LONG, variables);
        return listing.rows(listing.select(new ListFilter(List.of())));
    }

    private List<String> names(String... filters) {
        Listing listing = listing(LONG);
        return listing.select(new ListFilter(List.of(filters))).machines().stream()
                .map(Machine::name)
                .toList();
    }

    @Test
    void anAddressIsActiveInTheFormThatEnvPrints() {
        fake.store.add("a", "none", "http://a:2375");
        fake.store.add("b", "none", "https://b:2376");
        assertEquals("a", listing(SHORT, "DOCKER_HOST", "tcp://a:2375").active());
        assertEquals("b", listing(SHORT, "DOCKER_HOST", "tcp://b:2376").active());
        assertEquals("a", listing(SHORT, "DOCKER_HOST", "http://a:2375").active());
    }

    @Test
    void selectsTheMachinesOfAGroup() throws IOException {
        fake.store.add("a", "none", "tcp://a:1");
        fake.store.add("b", "none", "tcp://b:1");
        new ExtrasFile(extras("b")).setGroup("web");
        assertEquals(List.of("b"), names("group=web"));
        assertEquals(List.of("a"), names("group="));
    }

    @Test
    void showsTheVersionOfAnEngineThatAnswers() {
        fake.store.add("m", "none", "tcp://a:1");
        fake.engine.versions.put("tcp://a:1", "28.2.2");
        MachineRow row = rows().get(0);
        assertEquals("v28.2.2", row.dockerVersion());
        assertEquals(MachineState.RUNNING, row.state());
        assertEquals("-", row.active());
    }

    @Test
    void anEngineBehindAJumpHostIsNotWaitedForAsLongAndTheRowSaysWhy() throws IOException {
        fake.drivers.capabilities = Capabilities.INSTANCE;
        fake.store.add("m", "cloud", "tcp://a:1");
        AnswerLimits limits = new AnswerLimits(Duration.ofSeconds(10), Duration.ofSeconds(3));
        fake.engine.versions.put("tcp://a:1", "!dial tcp a:1: i/o timeout");
        String error = "Unable to query docker version: ";
        assertEquals(error + "dial tcp a:1: i/o timeout", row(limits).error());
        assertEquals(List.of(Duration.ofSeconds(11)), fake.engine.limits);
        new ExtrasFile(extras("m")).setSshJump("bastion");
        assertEquals(
                error + "only SSH goes through the jump host of the machine: dial tcp a:1: i/o timeout",
                row(limits).error());
        assertEquals(Duration.ofSeconds(3), fake.engine.limits.get(1));
    }

    private MachineRow row(AnswerLimits limits) {
        Listing listing = listing(limits);
        return listing.rows(listing.select(new ListFilter(List.of()))).get(0);
    }

    private Path extras(String machine) throws IOException {
        Path extras = fake.store.layout().extras(machine);
        Files.createDirectories(extras.getParent());
        return extras;
    }

    private String printed(String format, boolean dockerMachine) {
        RowFormat rows = new RowFormat(format, dockerMachine);
        Listing listing = listing(LONG);
        List<MachineRow> shown = listing.rows(listing.select(new ListFilter(List.of())), rows.detail());
        StringBuilder out = new StringBuilder();
        rows.print(rows.needsExtras() ? listing.withExtras(shown) : shown, out::append);
        return out.toString();
    }

    @Test
    void printsAnEmptyLineForEachMachineIfTheFormatIsBlank() {
        fake.store.add("m", "none", "tcp://a:1");
        assertEquals("\n", printed(" ", true));
        assertEquals("\n", printed(" ", false));
    }

    /** The keys and their order are an interface. */
    @Test
    void printsRowsForPrograms() throws IOException {
        fake.store.add("m", "none", "tcp://a:1");
        fake.engine.versions.put("tcp://a:1", "28.2.2");
        Path extras = extras("m");
        new ExtrasFile(extras).setGroup("web");
        new ExtrasFile(extras).addContext("m");
        new ExtrasFile(extras).addContext("n");
        String row =
                "\"Name\":\"m\",\"Active\":\"-\",\"ActiveHost\":false,\"ActiveSwarm\":false,\"DriverName\":\"none\","
                        + "\"State\":\"Running\",\"URL\":\"tcp://a:1\",\"Swarm\":\"\",\"Error\":\"\",\"DockerVersion\":\"v28.2.2\","
                        + "\"ResponseTime\":0,\"Group\":\"web\",\"Contexts\":[\"m\",\"n\"]";
        assertEquals(
                "[{" + row + "}]", printed("json", false).replaceAll("\\s", "").replaceAll("Time\":\\d+", "Time\":0"));
        assertEquals(
                "[{" + row + "}]", printed("json", true).replaceAll("\\s", "").replaceAll("Time\":\\d+", "Time\":0"));
        assertEquals("{" + row + "}\n", printed("{{json .}}", false).replaceAll("Time\":\\d+", "Time\":0"));
    }

    @Test
    void anUnreadableFileOfExtrasIsTheErrorOfItsRow() throws IOException {
        FakeStore.driver(fake.store.add("m", "x", "")).put("State", "STOPPED");
        Path extras = extras("m");
        Files.writeString(extras, "[]");
        assertEquals(
                "null null Error loading " + extras + ": not a JSON object\n",
                printed("{{json .Group}} {{json .Contexts}} {{.Error}}", false));
    }

    @Test
    void asksNobodyForMoreThanItShows() {
        fake.store.add("m", "none", "tcp://a:1");
        assertEquals("\"m\" m\n", printed("{{json .Name}} {{.Name}}", false));
        assertEquals("m Running -\n", printed("{{.Name}} {{.State}} {{.Active}}", false));
        assertEquals("\n", printed("{{with .EngineOptions}}{{range .Labels}}{{.}}{{end}}{{end}}", false));
        assertEquals("m\n", printed("{{.Name}}", true));
        assertEquals(List.of(), fake.engine.asked);
        for (String asking :
                List.of("{{.Error}}", "{{json .}}", "{{$.DockerVersion}}", "{{$x := .}}{{$x.Error}}", "json")) {
            fake.engine.asked.clear();
            printed(asking, false);
            assertEquals(List.of("tcp://a:1"), fake.engine.asked, asking);
        }
        fake.engine.asked.clear();
        printed("{{.State}}", true);
        assertEquals(List.of("tcp://a:1"), fake.engine.asked, "as docker-machine");
    }

    @Test
    void anEngineWithoutAVersionIsUnknown() {
        fake.store.add("m", "none", "tcp://a:1");
        fake.engine.versions.put("tcp://a:1", "");
        assertEquals("Unknown", rows().get(0).dockerVersion());
    }

    @Test
    void tellsWhyAnEngineDoesNotAnswer() {
        fake.store.add("m", "none", "tcp://a:1");
        MachineRow row = rows().get(0);
        assertEquals("Unable to query docker version: Cannot connect to the docker engine endpoint", row.error());
        assertEquals("Unknown", row.dockerVersion());
    }

    @Test
    void doesNotAskTheEngineOfAMachineWithoutAddress() {
        FakeStore.driver(fake.store.add("m", "x", "")).put("State", "STOPPED");
        assertEquals(MachineState.STOPPED, rows().get(0).state());
        assertTrue(fake.engine.asked.isEmpty());
    }

    @Test
    void hidesThatAStoppedMachineIsNotRunning() {
        FakeStore.driver(fake.store.add("m", "x", "")).put("State", "STOPPED").put("URLError", "Host is not running");
        assertEquals("", rows().get(0).error());
    }

    @Test
    void showsEveryOtherErrorOfADriver() {
        FakeStore.driver(fake.store.add("m", "x", "")).put("URLError", "no route to cloud");
        MachineRow row = rows().get(0);
        assertEquals("no route to cloud", row.error());
        assertEquals(MachineState.RUNNING, row.state());
    }

    @Test
    void listsMachinesOfADriverThatIsNotInstalled() {
        fake.store.add("m", "missing", "");
        MachineRow row = rows().get(0);
        assertEquals("not-found", row.driverName());
        assertEquals(MachineState.ERROR, row.state());
        assertEquals(
                "Driver \"missing\" not found. Do you have the plugin binary accessible in your PATH?", row.error());
    }

    @Test
    void listsMachinesThatCannotBeRead() {
        fake.store.unreadable.put("bad", "two\nlines");
        MachineRow row = rows().get(0);
        assertEquals("not found", row.driverName());
        assertEquals("twolines", row.error());
        assertEquals("", row.active());
    }

    @Test
    void leavesOutWhatWasRemovedMeanwhile() {
        fake.store.unreadable.put("bad", "gone");
        assertEquals(List.of(), rows());
    }

    @Test
    void sortsNumbersAsNumbersAndIgnoresCaseButLosesNobody() {
        for (String name : List.of("m10", "m9", "Foo", "foo", "M1")) {
            fake.store.add(name, "none", "");
        }
        assertEquals(
                List.of("Foo", "foo", "M1", "m9", "m10"),
                rows().stream().map(MachineRow::name).toList());
    }

    @Test
    void aDriverThatHangsIsATimeoutAndNotAnError() {
        for (int i = 0; i < 10; i++) {
            FakeStore.driver(fake.store.add("m" + i, "x", "")).put("Hangs", "url");
        }
        Listing listing = listing(SHORT);
        List<MachineRow> rows = listing.rows(listing.select(new ListFilter(List.of())));
        assertEquals(10, rows.size());
        for (MachineRow row : rows) {
            assertEquals(MachineState.TIMEOUT, row.state(), row::error);
        }
    }

    @Test
    void findsMachinesWhoseDriverHangsByThatState() {
        for (int i = 0; i < 10; i++) {
            FakeStore.driver(fake.store.add("m" + i, "x", "")).put("Hangs", "state");
        }
        Listing listing = listing(SHORT);
        ListFilter timeout = new ListFilter(List.of("state=Timeout"));
        assertEquals(10, listing.select(timeout).machines().size());
    }

    @Test
    void aSilentEngineOnlyCostsItsOwnRow() {
        for (int i = 0; i < 60; i++) {
            fake.store.add("silent" + i, "none", "tcp://silent:" + i);
            fake.engine.versions.put("tcp://silent:" + i, "silent");
        }
        fake.store.add("z", "none", "tcp://z:1");
        fake.engine.versions.put("tcp://z:1", "1");
        Listing listing = listing(SHORT);
        List<MachineRow> rows = listing.rows(listing.select(new ListFilter(List.of())));
        assertEquals("v1", rows.get(60).dockerVersion());
        MachineRow silent = rows.get(0);
        assertEquals(MachineState.TIMEOUT, silent.state());
        assertEquals("none", silent.driverName());
        assertEquals("", silent.url());
        assertEquals(SHORT.machine(), silent.responseTime());
    }

    @Test
    void marksTheMachineDockerHostPointsAt() {
        fake.store.add("a", "none", "tcp://a:1");
        fake.store.add("b", "none", "tcp://b:1");
        assertEquals(
                List.of("-", "*"),
                rows("DOCKER_HOST", "tcp://b:1").stream()
                        .map(MachineRow::active)
                        .toList());
    }

    @Test
    void nothingIsActiveWithoutAnAddress() {
        fake.store.add("m", "none", "");
        assertEquals("-", rows().get(0).active());
        assertEquals("-", rows("DOCKER_HOST", "").get(0).active());
    }

    @Test
    void marksTheSwarmPortOfAMaster() {
        FakeStore.swarm(fake.store.add("m", "none", "tcp://a:1"))
                .put("Master", true)
                .put("Host", "tcp://0.0.0.0:3376");
        assertEquals("* (swarm)", rows("DOCKER_HOST", "tcp://a:3376").get(0).active());
    }

    @Test
    void namesTheMasterOfASwarm() {
        FakeStore.swarm(fake.store.add("boss", "none", "")).put("Master", true).put("Discovery", "token://x");
        FakeStore.swarm(fake.store.add("node", "none", "")).put("Discovery", "token://x");
        FakeStore.swarm(fake.store.add("orphan", "none", "")).put("Discovery", "token://y");
        fake.store.add("single", "none", "");
        assertEquals(
                List.of("boss (master)", "boss", "", ""),
                rows().stream().map(MachineRow::swarm).toList());
    }

    @Test
    void selectingNamesOpensNoDriver() {
        fake.store.add("a", "missing", "");
        fake.store.add("b", "none", "");
        assertEquals(List.of("a", "b"), names());
        assertEquals(0, fake.drivers.opened.get());
    }

    @Test
    void filtersByDriverWithoutCase() {
        fake.store.add("a", "fake", "");
        fake.store.add("b", "none", "");
        assertEquals(List.of("a"), names("driver=FAKE"));
        assertEquals(List.of("a", "b"), names("driver=fake", "Driver=none"));
    }

    @Test
    void filtersByExpressionInTheNameEvenOfAMissingDriver() {
        fake.store.add("web1", "missing", "");
        fake.store.add("db", "none", "");
        assertEquals(List.of("web1"), names("name=^web"));
        assertEquals(List.of(), names("name=WEB"));
    }

    @Test
    void filtersUnreadableMachinesByName() {
        fake.store.unreadable.put("bad", "x");
        assertEquals(
                0,
                listing(LONG)
                        .select(new ListFilter(List.of("name=good")))
                        .unreadable()
                        .size());
        assertEquals(
                1,
                listing(LONG)
                        .select(new ListFilter(List.of("driver=x")))
                        .unreadable()
                        .size());
    }

    @Test
    void filtersByLabel() {
        FakeStore.engine(fake.store.add("a", "none", ""))
                .putArray("Labels")
                .add("tier=front")
                .add("eq=a=b")
                .add("plain");
        fake.store.add("b", "none", "");
        assertEquals(List.of("a"), names("label=tier=FRONT"));
        assertEquals(List.of(), names("label=TIER=front"));
        assertEquals(List.of("a"), names("label=eq=a=b"));
        assertEquals(List.of("a"), names("label=tier"));
        assertEquals(List.of("a"), names("label=plain"));
        assertEquals(List.of(), names("label=nope"));
    }

    @Test
    void filtersByState() {
        FakeStore.driver(fake.store.add("a", "x", "")).put("State", "STOPPED");
        FakeStore.driver(fake.store.add("b", "x", "")).put("StateError", "cloud is down");
        fake.store.add("c", "x", "");
        assertEquals(List.of("a"), names("state=stopped"));
        assertEquals(List.of("b"), names("state=Error"));
        assertTrue(fake.output.out().contains("cloud is down\n"));
    }

    @Test
    void filtersBySwarmMaster() {
        FakeStore.swarm(fake.store.add("boss", "none", "")).put("Master", true).put("Discovery", "token://x");
        FakeStore.swarm(fake.store.add("node", "none", "")).put("Discovery", "token://x");
        fake.store.add("lone", "none", "");
        assertEquals(List.of("boss", "node"), names("swarm=BOSS"));
        assertEquals(List.of("lone"), names("swarm="));
    }

    @Test
    void refusesFiltersItDoesNotKnow() {
        assertEquals(
                "Unsupported filter syntax",
                assertThrows(JmException.class, () -> names("web")).getMessage());
        assertEquals(
                "Unsupported filter key 'size'",
                assertThrows(JmException.class, () -> names("Size=1")).getMessage());
    }

    @Test
    void tellsAboutAMalformedExpression() {
        fake.store.add("a", "none", "");
        assertTrue(assertThrows(JmException.class, () -> names("name=["))
                .getMessage()
                .startsWith("error parsing regexp: "));
    }

    @Test
    void theActiveMachineIsFoundWithoutAskingAnyEngine() {
        fake.store.add("a", "none", "tcp://a:1");
        fake.engine.versions.put("tcp://a:1", "silent");
        assertEquals("a", listing(SHORT, "DOCKER_HOST", "tcp://a:1").active());
        assertEquals(List.of(), fake.engine.asked);
    }

    @Test
    void ofTwoActiveMachinesTheFirstInOrderIsMeant() {
        fake.store.add("m10", "none", "tcp://a:1");
        fake.store.add("m9", "none", "tcp://a:1");
        assertEquals("m9", listing(LONG, "DOCKER_HOST", "tcp://a:1").active());
    }

    @Test
    void withoutDockerHostNothingIsActiveAndNobodyIsAsked() {
        fake.store.add("a", "none", "");
        JmException none = assertThrows(JmException.class, () -> listing(LONG).active());
        assertEquals("No active host found", none.getMessage());
        assertEquals(0, fake.drivers.opened.get());
    }

    @Test
    void aSilentEngineIsTheReasonWhyNothingIsActive() {
        fake.store.add("a", "none", "tcp://a:1");
        fake.engine.versions.put("tcp://a:1", "silent");
        JmException none = assertThrows(
                JmException.class,
                () -> listing(SHORT, "DOCKER_HOST", "tcp://b:1").active());
        assertEquals("Error getting active host: timeout", none.getMessage());
    }
}
