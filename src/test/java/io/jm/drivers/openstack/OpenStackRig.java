package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.cloud.CloudServices;
import io.jm.cloud.SharedAnswers;
import io.jm.cloud.Transport;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.os.Environment;
import io.jm.ssh.RsaKeyPair;
import io.jm.testkit.RecordingConsole;
import io.jm.testkit.SetTicker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Drivers of machines in a directory, with a clock that a test sets, a cloud in memory, and what was saved last. */
final class OpenStackRig implements CloudServices {
    /** A key made once: a new one for each of a thousand attempts would take minutes. */
    private static final Map<String, byte[]> KEY = new HashMap<>();

    final SetTicker ticker = new SetTicker(Instant.parse("2026-11-28T00:00:00Z"));
    final RecordingConsole console = RecordingConsole.withDebug();
    final Map<String, String> variables = new HashMap<>();
    final Path store;
    private final Transport transport;
    private final SharedAnswers answers = new SharedAnswers();

    ObjectNode saved = JsonNodeFactory.instance.objectNode();
    int saves;

    @Nullable
    SSLContext tls;

    OpenStackRig(Path store, Transport transport) {
        this.store = store;
        this.transport = transport;
        variables.put("HOME", store.toString());
    }

    @Override
    public Transport transport(@Nullable SSLContext context) {
        tls = context;
        return transport;
    }

    @Override
    public SharedAnswers answers() {
        return answers;
    }

    DriverContext context(String name) {
        return new DriverContext(
                name, store, console.console(), new Environment(variables, store, "jm", false), ticker);
    }

    OpenStackDriver driver(String name) {
        return saving(new OpenStackDriver(context(name), this));
    }

    OpenStackDriver inBulk(String name, ObjectNode config) {
        OpenStackDriver driver = new OpenStackDriver(context(name).inBulk(Duration.ofSeconds(10)), this);
        driver.load(config);
        return driver;
    }

    /** A driver as a later process has it. */
    OpenStackDriver loaded(String name, ObjectNode config) {
        OpenStackDriver driver = driver(name);
        driver.load(config.deepCopy());
        return driver;
    }

    private OpenStackDriver saving(OpenStackDriver driver) {
        driver.saveTo(config -> {
            saved = config;
            saves++;
        });
        return driver;
    }

    /** Puts a key into the machine directory, where create finds it. */
    OpenStackRig withKey(String name) {
        try {
            Path directory = Files.createDirectories(store.resolve("machines").resolve(name));
            Path file = directory.resolve("id_rsa");
            if (KEY.isEmpty()) {
                RsaKeyPair.in(directory);
                KEY.put("key", Files.readAllBytes(file));
            } else if (!Files.exists(file)) {
                Files.write(file, KEY.get("key"));
            }
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Path write(String name, String text) throws IOException {
        Path file = store.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The options of create with their variables and defaults, as the command line passes them. */
    DriverOptions options(String... pairs) {
        Map<String, Object> values = new HashMap<>();
        Set<String> given = new HashSet<>();
        values.put("swarm-host", "tcp://0.0.0.0:3376");
        for (CreateFlag flag : OpenStackFlags.all()) {
            String variable = variables.getOrDefault(flag.environmentVariable(), "");
            if (flag instanceof CreateFlag.Text text) {
                values.put(flag.name(), variable.isEmpty() ? text.defaultValue() : variable);
            } else if (flag instanceof CreateFlag.Number number) {
                values.put(flag.name(), variable.isEmpty() ? number.defaultValue() : Long.parseLong(variable));
            } else {
                values.put(flag.name(), variable.equals("true"));
            }
        }
        for (int i = 0; i < pairs.length; i += 2) {
            String name = "openstack-" + pairs[i];
            given.add(name);
            Object old = values.get(name);
            Object value = old instanceof Long ? Long.valueOf(pairs[i + 1]) : pairs[i + 1];
            values.put(name, old instanceof Boolean ? Boolean.valueOf(pairs[i + 1]) : value);
        }
        return new DriverOptions(values, given);
    }

    /** The options of a usual machine in the cloud of the stand-in, and more. */
    DriverOptions usual(String... more) {
        String[] usual = {
            "auth-url", OpenStackStandIn.ROOT + "/identity/v3",
            "username", "u",
            "password", "secret",
            "tenant-id", OpenStackStandIn.PROJECT,
            "flavor-name", "m1.small",
            "image-name", "debian",
            "net-name", "private",
            "sec-groups", "default",
            "floatingip-pool", "public",
            "ssh-user", "debian"
        };
        String[] all = new String[usual.length + more.length];
        System.arraycopy(usual, 0, all, 0, usual.length);
        System.arraycopy(more, 0, all, usual.length, more.length);
        return options(all);
    }

    /** Makes a machine as the create command does. */
    OpenStackDriver create(String name, DriverOptions options) {
        withKey(name);
        OpenStackDriver driver = driver(name);
        driver.configure(options);
        driver.preCreateCheck();
        saved = driver.config();
        driver.create();
        saved = driver.config();
        return driver;
    }
}
