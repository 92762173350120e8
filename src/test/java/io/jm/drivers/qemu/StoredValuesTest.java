package io.jm.drivers.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.go.json.JsonReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredValuesTest {
    private static final Path FILE = Path.of("/store/machines/box/config.json");

    private static ObjectNode usable() {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        QemuConfig config = new QemuConfig(fields);
        config.putDefaults(2376);
        config.memory(2048);
        config.cpus(2);
        config.diskSize(50_000);
        config.diskModes("default", "threads");
        config.accelerator("kvm");
        config.cpuType("host,-arch-capabilities");
        config.identity("52:54:00:12:34:56", "6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        config.publish(List.of("auto", "8080:80", "127.0.0.1:53:53/udp"));
        config.listen("127.42.1.2");
        config.arguments("-rtc 'base=utc'");
        return fields.put("IPAddress", "127.42.1.2").put("SSHPort", 2222);
    }

    private static void check(ObjectNode fields) {
        new StoredValues(fields, FILE).check();
    }

    @Test
    void whatCreateWritesIsUsable() {
        check(usable());
    }

    /** Each value as a user may leave it in the file, with the rest of its message. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Memory     | -5                     | must be a number from 256 to 1073741824, not -5
            Memory     | 2048.5                 | must be a number from 256 to 1073741824, not 2048.5
            Memory     | 99999999999999999999   | must be a number from 256 to 1073741824, not 99999999999999999999
            Memory     | "2048"                 | must be a number from 256 to 1073741824, not "2048"
            DiskSize   | "big"                  | must be a number from 1 to 1073741824, not "big"
            CPU        | "two"                  | must be a number from 1 to 512, not "two"
            CPU        | 0                      | must be a number from 1 to 512, not 0
            SSHPort    | 0                      | must be a number from 1 to 65535, not 0
            EnginePort | 70000                  | must be a number from 1 to 65535, not 70000
            EnginePort | 2222                   | must be another port than SSHPort, not 2222
            Listen     | "0.0.0.0"              | must be one IPv4 address, not "0.0.0.0"
            Listen     | "localhost"            | must be one IPv4 address, not "localhost"
            Listen     | "127.1.1.1,hostfwd=x"  | must be one IPv4 address, not "127.1.1.1,hostfwd=x"
            IPAddress  | "192.0.2.1"            | must be the same as Listen, "127.42.1.2", not "192.0.2.1"
            IPAddress  | ["a"]                  | must be the same as Listen, "127.42.1.2", not ["a"]
            Accel      | "xen"                  | must be one of hvf, kvm, nvmm, tcg, whpx, not "xen"
            Accel      | 1                      | must be one of hvf, kvm, nvmm, tcg, whpx, not 1
            CacheMode  | "fast"                 | must be one of default, none, unsafe, writeback, writethrough, not "fast"
            IOMode     | ""                     | must be one of io_uring, native, threads, not ""
            CPUType    | ""                     | must be a CPU model, not ""
            MAC        | "52:54"                | must be a MAC address such as 52:54:00:12:34:56, not "52:54"
            UUID       | "6ba7b810"             | must be a UUID, not "6ba7b810"
            """)
    void theErrorNamesTheFieldAndTheFile(String field, String value, String message) {
        ObjectNode fields = usable();
        fields.set(field, JsonReader.read(value));
        assertEquals(
                field + " in " + FILE + " " + message,
                assertThrows(JmException.class, () -> check(fields)).getMessage());
    }

    @Test
    void soDoesTheOneOfAValueWithAParser() {
        ObjectNode fields = usable();
        new QemuConfig(fields).publish(List.of("8080"));
        String publish = assertThrows(JmException.class, () -> check(fields)).getMessage();
        assertTrue(publish.startsWith("Publish in " + FILE + ": ") && publish.endsWith("not \"8080\""), publish);
        ObjectNode others = usable().put("Args", "'open");
        String args = assertThrows(JmException.class, () -> check(others)).getMessage();
        assertTrue(args.startsWith("Args in " + FILE + ": "), args);
    }
}
