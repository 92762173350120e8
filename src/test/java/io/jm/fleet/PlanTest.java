package io.jm.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jm.base.JmException;
import io.jm.driver.CreateFlag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
    private static final List<CreateFlag> SHARED = List.of(
            new CreateFlag.TextList("engine-label", "", "", List.of()), new CreateFlag.Switch("no-provision", "", ""));
    private static final List<CreateFlag> CLOUD =
            List.of(new CreateFlag.Text("size", "", "", ""), new CreateFlag.Text("token", "", "", ""));

    private static Fleet fleet(String text) {
        return new FleetOptions(SHARED, driver -> CLOUD)
                .resolve(FleetReader.read(text, "m.yaml", Map.of("TOKEN", "s3cret")::get));
    }

    private static Fleet one(String options) {
        return fleet("group: g\nmachines: {a: {driver: cloud, options: {" + options + "}}}\n");
    }

    private static RecordedMachine recorded(Applied applied) {
        return new RecordedMachine("a", "g", applied.driver(), applied, Map.of(), false, false);
    }

    private static RecordedMachine applied(String options) {
        return recorded(Applied.of(one(options).machines().get(0)));
    }

    private static String lines(List<Step> steps) {
        return new PlanText(false, false).lines(steps);
    }

    private static String line(List<Step> steps) {
        return lines(steps).lines().findFirst().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "size: s | size: s | '= a'",
                "size: s | size: m | '! a  size: s -> m  (needs a new machine: --replace)'",
                "size: s | '' | '! a  size: s -> (none)  (needs a new machine: --replace)'",
                "'' | size: s | '! a  size: (none) -> s  (needs a new machine: --replace)'",
                "'engine-label: [x, y]' | 'engine-label: [x, y]' | '= a'",
                "engine-label: x | 'engine-label: [x, y]'"
                        + " | '~ a  engine-label: x -> x,y  (provisions again, may restart the engine)'",
                "'engine-label: x, size: s' | 'engine-label: y, size: m'"
                        + " | '! a  engine-label: x -> y; size: s -> m  (needs a new machine: --replace)'",
                "'token: \"${TOKEN}\"' | 'token: \"${TOKEN}\"' | '= a'",
                "'token: \"${TOKEN}\"' | token: x | '= a'",
                "token: x | 'token: \"${TOKEN}\"' | '= a'",
                "'' | 'token: \"${TOKEN}\"' | '! a  token: (none) -> (secret)  (needs a new machine: --replace)'",
                "'token: \"${TOKEN}\"' | '' | '! a  token: (secret) -> (none)  (needs a new machine: --replace)'",
                "no-provision: true | '' | '= a'",
            })
    void comparesWhatIsAskedForWithWhatWasApplied(String before, String now, String expected) {
        assertEquals(expected, line(Plan.steps(one(now), List.of(applied(before)))));
    }

    @Test
    void anotherDriverNeedsANewMachine() {
        Applied other = new Applied("host", new TreeMap<>(), Set.of());
        assertEquals(
                "! a  driver: host -> cloud  (needs a new machine: --replace)",
                line(Plan.steps(one(""), List.of(recorded(other)))));
    }

    @Test
    void createsWhatIsMissing() {
        Step step = Plan.steps(one("size: s, token: '${TOKEN}'"), List.of()).get(0);
        assertEquals(Action.CREATE, step.action());
        Applied record = step.record();
        assertEquals(
                "{\"driver\":\"cloud\",\"options\":{\"size\":[\"s\"]},\"secret\":[\"token\"]}",
                record == null ? "" : record.json().toString());
    }

    @Test
    void goesOnWithWhatIsHalfMade() {
        Applied applied = Applied.of(one("size: s").machines().get(0));
        RecordedMachine half = new RecordedMachine("a", "g", "cloud", applied, Map.of(), true, false);
        assertEquals("+ a  create (goes on where it stopped)", line(Plan.steps(one("size: s"), List.of(half))));
        assertEquals(
                Action.REPLACE, Plan.steps(one("size: m"), List.of(half)).get(0).action());
    }

    @Test
    void seesTheMachinesOfItsGroupOnly() {
        List<RecordedMachine> machines = List.of(
                new RecordedMachine("z", "g", "cloud", null, Map.of(), false, false),
                new RecordedMachine("b", "g", "cloud", null, Map.of(), false, false),
                new RecordedMachine("c", "other", "cloud", null, Map.of(), false, false));
        assertEquals("""
                + a  create (cloud)
                - b  not in the file  (stays; --prune removes it)
                - z  not in the file  (stays; --prune removes it)
                Plan: 1 to create, 2 unknown to the file.
                """, lines(Plan.steps(one(""), machines)));
    }

    @Test
    void takesNoMachineOfAnotherGroup() {
        RecordedMachine stranger = new RecordedMachine("a", "", "cloud", null, Map.of(), false, false);
        String error = assertThrows(JmException.class, () -> Plan.steps(one(""), List.of(stranger)))
                .getMessage();
        assertTrue(error.startsWith("m.yaml: line 2, column 12: the machine \"a\" exists, and is in no group."), error);
    }

    @Test
    void ofAMachineThatWasMadeOtherwiseOnlyItsRecordIsKnown() {
        RecordedMachine other = new RecordedMachine(
                "a", "g", "cloud", null, Map.of("engine-label", List.of("x"), "token", List.of("t")), false, false);
        assertEquals("= a", line(Plan.steps(one("token: t"), List.of(other))));
        assertEquals(
                "! a  token: t -> u  (needs a new machine: --replace)",
                line(Plan.steps(one("size: s, token: u"), List.of(other))));
        assertEquals("= a", line(Plan.steps(one("engine-label: x"), List.of(other))));
        assertEquals(
                "~ a  engine-label: x -> y  (provisions again, may restart the engine)",
                line(Plan.steps(one("engine-label: y"), List.of(other))));
        List<Step> unknown = Plan.steps(one("size: s, engine-label: x"), List.of(other));
        assertEquals("? a  size  (not compared: it was made without apply)", line(unknown));
        assertEquals(Action.KEEP, unknown.get(0).action());
        assertNull(unknown.get(0).record(), "what is not known is not recorded");
    }

    @Test
    void makesADockerContextOnce() {
        Fleet fleet = fleet("group: g\ncontext: true\nmachines: {a: {driver: cloud}}\n");
        Applied applied = Applied.of(fleet.machines().get(0));
        assertEquals(
                "~ a  context: (none) -> true  (makes a docker context)",
                line(Plan.steps(fleet, List.of(recorded(applied)))));
        RecordedMachine done = new RecordedMachine("a", "g", "cloud", applied, Map.of(), false, true);
        assertEquals("= a\nPlan: nothing to do.\n", lines(Plan.steps(fleet, List.of(done))));
    }

    @Test
    void readsTheRecordThatItWrites() {
        Applied applied = Applied.of(one("size: s, engine-label: [x, y], token: '${TOKEN}'")
                .machines()
                .get(0));
        assertEquals(applied, Applied.read(applied.json()));
    }

    @Test
    void printsJson() {
        ArrayNode json = PlanText.json(Plan.steps(one("engine-label: [x, y]"), List.of(applied("engine-label: x"))));
        assertEquals(
                "[{\"Name\":\"a\",\"Action\":\"change\",\"Changes\":"
                        + "[{\"Option\":\"engine-label\",\"From\":\"x\",\"To\":[\"x\",\"y\"]}]}]",
                json.toString());
    }

    @Test
    void saysWhatIsDoneWithTheOptions() {
        RecordedMachine extra = new RecordedMachine("long-name", "g", "cloud", null, Map.of(), false, false);
        assertEquals(
                """
                ! a          size: s -> m  (removed and made again)
                - long-name  not in the file  (is removed)
                Plan: 1 to replace, 1 unknown to the file.
                """, new PlanText(true, true).lines(Plan.steps(one("size: m"), List.of(applied("size: s"), extra))));
    }
}
