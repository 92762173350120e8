package io.jm.drivers.amazonec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.cloud.CloudServices;
import io.jm.cloud.SharedAnswers;
import io.jm.cloud.Transport;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.os.Environment;
import io.jm.ssh.SshException;
import io.jm.ssh.SshExecutor;
import io.jm.testkit.RecordingConsole;
import io.jm.testkit.SetTicker;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A driver with a stand-in for EC2, and what it saved last. */
final class Ec2Kit {
    final String name;
    final SetTicker ticker = new SetTicker(Instant.parse("2026-11-28T12:00:00Z"));
    final Ec2StandIn ec2 = new Ec2StandIn(ticker);
    final RecordingConsole console;
    SharedAnswers answers = new SharedAnswers();
    final Map<String, String> variables = new LinkedHashMap<>();
    final Path store;
    String program = "jm";
    Supplier<SshExecutor> ssh = () -> {
        throw new SshException("no SSH in this test", SshException.Kind.REFUSED, null);
    };
    Transport internet = ec2;
    Transport nearby = request -> {
        throw new ConnectException("no route to host");
    };

    @Nullable
    ObjectNode last;

    Ec2Kit(Path directory) throws IOException {
        this(directory, "m1");
    }

    Ec2Kit(Path directory, String name) throws IOException {
        this(directory, name, false);
    }

    Ec2Kit(Path directory, String name, boolean debug) throws IOException {
        this.name = name;
        this.console = debug ? RecordingConsole.withDebug() : new RecordingConsole();
        this.store = directory.resolve("store");
        Files.createDirectories(store.resolve("machines").resolve(name));
        Files.createDirectories(directory.resolve("home"));
        variables.put("HOME", directory.resolve("home").toString());
    }

    DriverContext context() {
        return new DriverContext(
                name, store, console.console(), new Environment(variables, store, program, false), ticker);
    }

    private final CloudServices services = new CloudServices() {
        @Override
        public Transport transport(@Nullable SSLContext tls) {
            return request -> internet.send(request);
        }

        @Override
        public Transport nearby() {
            return request -> nearby.send(request);
        }

        @Override
        public SharedAnswers answers() {
            return answers;
        }
    };

    AmazonEc2Driver driver() {
        return driver(context());
    }

    /** Returns a driver in a process of its own; those of questions in bulk are in one process. */
    AmazonEc2Driver driver(DriverContext context) {
        if (!context.bulk()) {
            answers = new SharedAnswers();
        }
        AmazonEc2Driver driver = new AmazonEc2Driver(context, services, self -> ssh.get());
        driver.saveTo(config -> last = config);
        return driver;
    }

    /** Returns a driver in another process, with what was saved last. */
    AmazonEc2Driver loaded() {
        return loaded(context());
    }

    AmazonEc2Driver loaded(DriverContext context) {
        AmazonEc2Driver driver = driver(context);
        if (last != null) {
            driver.load(last.deepCopy());
        }
        return driver;
    }

    /** What the driver saved last. */
    ObjectNode saved() {
        return Objects.requireNonNull(last);
    }

    DriverContext bulk() {
        return context().inBulk(Duration.ofSeconds(10));
    }

    /** Returns the options of a user who gave these, as text after the name. */
    DriverOptions options(String... given) {
        Map<String, Object> values = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (CreateFlag flag : Ec2Flags.all()) {
            Object value = value(flag, variables.get(flag.environmentVariable()), given);
            values.put(flag.name(), value);
            if (variables.containsKey(flag.environmentVariable()) || isGiven(flag, given)) {
                names.add(flag.name());
            }
        }
        values.put("swarm-host", "tcp://0.0.0.0:3376");
        for (String one : given) {
            if (one.startsWith("swarm-")) {
                int equals = one.indexOf('=');
                String text = one.substring(equals + 1);
                values.put(one.substring(0, equals), text.equals("true") ? Boolean.TRUE : text);
            }
        }
        return new DriverOptions(values, names);
    }

    private static boolean isGiven(CreateFlag flag, String[] given) {
        return List.of(given).stream()
                .anyMatch(one -> one.startsWith(flag.name().substring(10) + "="));
    }

    private static Object value(CreateFlag flag, @Nullable String variable, String[] given) {
        String text = variable;
        List<String> all = new ArrayList<>();
        for (String one : given) {
            if (one.startsWith(flag.name().substring(10) + "=")) {
                text = one.substring(one.indexOf('=') + 1);
                all.add(text);
            }
        }
        if (flag instanceof CreateFlag.TextList list) {
            return all.isEmpty() ? list.defaultValue() : all;
        }
        if (flag instanceof CreateFlag.Switch) {
            return Boolean.valueOf("true".equals(text));
        }
        if (flag instanceof CreateFlag.Number number) {
            return text == null ? Long.valueOf(number.defaultValue()) : Long.valueOf(text);
        }
        return text == null ? ((CreateFlag.Text) flag).defaultValue() : text;
    }

    /** Configures a driver and checks it, as {@code create} does, and saves. */
    AmazonEc2Driver prepared(String... given) {
        AmazonEc2Driver driver = driver();
        String[] all = new String[given.length + 2];
        all[0] = "access-key=AKIAEXAMPLE";
        all[1] = "secret-key=secret-of-the-test";
        System.arraycopy(given, 0, all, 2, given.length);
        driver.configure(options(all));
        driver.preCreateCheck();
        last = driver.config();
        return driver;
    }

    /** Makes a machine. */
    AmazonEc2Driver created(String... given) {
        AmazonEc2Driver driver = prepared(given);
        driver.create();
        last = driver.config();
        return driver;
    }
}
