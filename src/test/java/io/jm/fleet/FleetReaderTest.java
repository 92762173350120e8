package io.jm.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.driver.CreateFlag;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetReaderTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("TOKEN", "s3cret", "EMPTY", "");

    private static final List<CreateFlag> SHARED = List.of(
            new CreateFlag.TextList("engine-label", "", "", List.of()),
            new CreateFlag.TextList("tls-san", "", "", List.of()));

    private static final Map<String, List<CreateFlag>> DRIVERS = Map.of(
            "cloud",
            List.of(
                    new CreateFlag.Text("cloud-token", "", "", ""),
                    new CreateFlag.Number("cloud-memory", "", "", 1),
                    new CreateFlag.Switch("cloud-ipv6", "", "")),
            "host",
            List.of(new CreateFlag.Text("host-address", "", "", "")));

    private static Fleet fleet(String text) {
        return new FleetOptions(SHARED, driver -> {
                    List<CreateFlag> flags = DRIVERS.get(driver);
                    if (flags == null) {
                        throw new JmException("no driver " + driver);
                    }
                    return flags;
                })
                .resolve(FleetReader.read(text, "m.yaml", ENVIRONMENT::get));
    }

    private static String error(String text) {
        return assertThrows(JmException.class, () -> fleet(text)).getMessage();
    }

    private static GivenOption option(Fleet.Wanted machine, String name) {
        return Objects.requireNonNull(machine.options().get(name));
    }

    private static List<String> names(Fleet fleet) {
        return fleet.machines().stream().map(Fleet.Wanted::name).toList();
    }

    @Test
    void readsMachinesWithTheirDefaults() {
        Fleet fleet = fleet("""
                group: web
                context: true
                defaults:
                  driver: cloud
                  options:
                    cloud-token: ${TOKEN}
                    engine-label: [tier=web, a=b]
                    cloud-ipv6: true
                machines:
                  web: {count: 2}
                  db:
                    driver: host
                    options: {host-address: 192.0.2.7, engine-label: tier=db}
                  one:
                """);
        assertEquals("web", fleet.group());
        assertTrue(fleet.context());
        assertEquals(List.of("web-1", "web-2", "db", "one"), names(fleet));
        Fleet.Wanted web = fleet.machines().get(0);
        assertEquals("cloud", web.driver());
        assertEquals(List.of("s3cret"), option(web, "cloud-token").values());
        assertTrue(option(web, "cloud-token").secret());
        assertEquals(List.of("tier=web", "a=b"), option(web, "engine-label").values());
        assertEquals(List.of("true"), option(web, "cloud-ipv6").values());
        Fleet.Wanted db = fleet.machines().get(2);
        assertEquals("[engine-label, host-address]", db.options().keySet().toString());
        assertEquals(List.of("tier=db"), option(db, "engine-label").values());
    }

    @Test
    void readsTheSwarm() {
        String machines = "machines: {a: {driver: host}}\n";
        assertNull(fleet("group: g\n" + machines).swarm());
        assertEquals(
                new FleetFile.Swarm(0, "auto"),
                fleet("group: g\nswarm:\n" + machines).swarm());
        assertEquals(
                new FleetFile.Swarm(3, "eth0"),
                fleet("group: g\nswarm: {managers: 3, advertise: eth0}\n" + machines)
                        .swarm());
    }

    @Test
    void readsJson() {
        assertEquals(List.of("a"), names(fleet("{\"group\": \"g\", \"machines\": {\"a\": {\"driver\": \"host\"}}}")));
    }

    @Test
    void whatIsOffOrEmptyIsNotGiven() {
        Fleet fleet =
                fleet("group: g\nmachines:\n  a:\n    driver: cloud\n    options: {cloud-ipv6: false, tls-san: []}\n");
        assertEquals(Map.of(), fleet.machines().get(0).options());
    }

    @ParameterizedTest
    @CsvSource({
        "'${TOKEN}', s3cret",
        "'a${TOKEN}b${TOKEN}', as3cretbs3cret",
        "'${NONE:-text}', text",
        "'${EMPTY:-text}', text",
        "'${TOKEN:-text}', s3cret",
        "'${NONE:-}x', x",
        "'a$b', 'a$b'",
        "'$${TOKEN}', '${TOKEN}'",
        "'${EMPTY}', ''"
    })
    void replacesVariables(String text, String expected) {
        Fleet fleet =
                fleet("group: g\nmachines:\n  a:\n    driver: cloud\n    options: {cloud-token: '" + text + "'}\n");
        GivenOption option = option(fleet.machines().get(0), "cloud-token");
        assertEquals(List.of(expected), option.values());
        assertEquals(!expected.contains("$"), option.secret());
    }

    private static final String HEAD = "group: g\nmachines:\n  a:\n    driver: cloud\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'machines: {a: {driver: host}}' | line 1, column 1: the file needs a group",
                "'group: g' | line 1, column 1: the file needs machines",
                "'group: g\nmachine: {}' | 'line 2, column 1: unknown key \"machine\". Did you mean \"machines\"?'",
                "'group: g\nxx: {}' | 'unknown key \"xx\": there are group, context, defaults, machines, swarm'",
                "'group: g\nmachines: {a: {}}' | 'line 2, column 12: \"a\" has no driver: add driver: NAME here'",
                "'group: g\nmachines: {a: {driver: nobody}}' | 'line 2, column 12: no driver nobody'",
                "'group: g\nmachines: {a_b: {}}' | 'line 2, column 12: \"a_b\" is no name of a machine'",
                "'group: g\nmachines: {a: {count: 0}}' | 'line 2, column 23: count is a number from 1 to 1000, not \"0\"'",
                "'group: g\nmachines: {a: {count: 1001}}' | count is a number from 1 to 1000",
                "'group: g\nmachines: [a]' | 'line 2, column 11: machines has a key for each machine, as in \"machines: {box: {driver: none}}\"'",
                "'group: ${TOKEN}\nmachines: {}' | 'line 1, column 8: variables are for the values of options'",
                "'group: g\ncontext: maybe\nmachines: {}' | 'context is true or false, as in \"context: true\"'",
                "'group: g\ncontext: {a: b}\nmachines: {}' | 'line 2, column 10: context is true or false, as in'",
                "'group: g\nswarm: true\nmachines: {}' | 'line 2, column 8: swarm has keys, as in \"swarm: {managers: 3}\"'",
                "'group: g\ndefaults: none\nmachines: {}' | 'defaults has keys, as in \"defaults: {driver: none}\"'",
                "'group: g\nmachines: {a: none}' | 'a machine has keys, as in \"a: {driver: none}\"'",
                "'group: g\nmachines: {a: {options: x}}' | 'options has a key for each option, as in'",
                "'machines' | 'line 1, column 1: the file has keys, as in \"group: web\"'",
                "'group: g\nswarm: {managers: 100}\nmachines: {}' | 'line 2, column 19: managers is a number from 1 to 99'",
                "'group: g\nswarm: {manager: 1}\nmachines: {}' | 'unknown key \"manager\". Did you mean \"managers\"?'",
                "'group: g\nmachines: {a: {driver: host, count: 2}, a-1: {driver: host}}'"
                        + " | 'line 2, column 41: the machine \"a-1\" is in the file twice, also in line 2'",
            })
    void saysWhereAnErrorInTheFileIs(String text, String expected) {
        String error = error(text);
        assertTrue(error.startsWith("m.yaml: line "), error);
        assertTrue(error.contains(expected), error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{cloud-tokem: x} | 'line 5, column 28: the driver cloud has no option \"cloud-tokem\"."
                        + " Did you mean \"cloud-token\"?'",
                "{cloud-memory: much} | 'line 5, column 29: cloud-memory is a number, not \"much\"'",
                "{cloud-ipv6: maybe} | 'cloud-ipv6 is true or false, not \"maybe\"'",
                "{cloud-token: [a, b]} | 'line 5, column 28: cloud-token takes one value, not a list'",
                "'{cloud-token: \"${NONE}\"}' | 'line 5, column 28: the variable NONE is not set, and has no default'",
                "'{cloud-token: \"${NO-NE}\"}' | 'has no variable after ${'",
                "'{cloud-token: {a: b}}' | 'line 5, column 28: the value of cloud-token is text or a list'",
            })
    void saysWhereAnErrorInAnOptionIs(String options, String expected) {
        String error = error(HEAD + "    options: " + options + "\n");
        assertTrue(error.contains(expected), error);
    }

    @Test
    void aWrongValueFromTheEnvironmentIsNotShown() {
        String error = error(HEAD + "    options: {cloud-memory: '${TOKEN}'}\n");
        assertTrue(error.endsWith("cloud-memory is a number"), error);
    }

    @Test
    void aDefaultThatNoDriverHasIsAnError() {
        String error = error("group: g\ndefaults: {options: {host-addres: x}}\nmachines: {a: {driver: host}}\n");
        assertTrue(
                error.contains("line 2, column 35: no driver of this file has an option \"host-addres\"."
                        + " Did you mean \"host-address\"?"),
                error);
    }

    @Test
    void thereIsALimitOfMachines() {
        String error = error("group: g\ndefaults: {driver: host}\nmachines: {a: {count: 1000}, b: {}}\n");
        assertTrue(error.contains("line 3, column 30: with this there are more than 1000 machines"), error);
    }
}
