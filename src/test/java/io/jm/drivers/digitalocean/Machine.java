package io.jm.drivers.digitalocean;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.Ticker;
import io.jm.cloud.CloudServices;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.os.Environment;
import io.jm.ssh.RsaKeyPair;
import io.jm.testkit.RecordingConsole;
import io.jm.testkit.SetTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A machine of the driver in a test: its directory, its last saved config.json, and what was printed. */
final class Machine {
    final SetTicker ticker = new SetTicker(Instant.parse("2026-11-28T10:00:00Z"));
    /** The clock of this computer; the provider's is the other one. */
    Ticker clock = ticker;

    final DigitalOceanStandIn provider = new DigitalOceanStandIn(ticker);
    final RecordingConsole console = RecordingConsole.withDebug();
    final Map<String, String> variables = new HashMap<>();
    final Path store;
    final String name;
    /** What would be in config.json. */
    ObjectNode saved = JsonNodeFactory.instance.objectNode();

    int saves;

    Machine(Path store, String name) throws IOException {
        this.store = store;
        this.name = name;
        Files.createDirectories(directory());
    }

    Path directory() {
        return store.resolve("machines").resolve(name);
    }

    /** Uses a key that is made once, since making one takes long. */
    void useKeyOf(Path other) throws IOException {
        RsaKeyPair.in(other);
        Files.copy(other.resolve("id_rsa"), directory().resolve("id_rsa"));
    }

    DriverContext context() {
        return new DriverContext(name, store, console.console(), new Environment(variables, store, "jm", false), clock);
    }

    /** A new driver with these options, and the defaults of the others. */
    DigitalOceanDriver configured(Map<String, Object> options) {
        return configured(options, provider);
    }

    DigitalOceanDriver configured(Map<String, Object> options, CloudServices cloud) {
        DigitalOceanDriver driver = new DigitalOceanDriver(context(), cloud);
        Map<String, Object> values = new HashMap<>();
        for (CreateFlag flag : driver.createFlags()) {
            if (flag instanceof CreateFlag.Text text) {
                values.put(text.name(), text.defaultValue());
            } else if (flag instanceof CreateFlag.Number number) {
                values.put(number.name(), number.defaultValue());
            }
        }
        values.put("swarm-host", "tcp://0.0.0.0:3376");
        values.put("digitalocean-access-token", DigitalOceanStandIn.TOKEN);
        values.putAll(options);
        driver.configure(new DriverOptions(values));
        return recording(driver);
    }

    /** A driver as another process makes it from config.json. */
    DigitalOceanDriver loaded() {
        return loaded(context(), provider);
    }

    DigitalOceanDriver loaded(DriverContext context, CloudServices cloud) {
        DigitalOceanDriver driver = new DigitalOceanDriver(context, cloud);
        driver.load(saved.deepCopy());
        return recording(driver);
    }

    /** A driver of a machine that has been created. */
    DigitalOceanDriver created() throws IOException {
        DigitalOceanDriver driver = configured(Map.of());
        driver.preCreateCheck();
        driver.create();
        saved = driver.config();
        provider.startOver();
        console.clear();
        ticker.pass(Duration.ofMinutes(1));
        return loaded();
    }

    private DigitalOceanDriver recording(DigitalOceanDriver driver) {
        saved = driver.config();
        driver.saveTo(config -> {
            saved = config;
            saves++;
        });
        return driver;
    }
}
