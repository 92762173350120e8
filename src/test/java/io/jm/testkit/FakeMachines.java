package io.jm.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.console.StreamConsole;
import io.jm.driver.Capabilities;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverName;
import io.jm.driver.DriverNotFoundException;
import io.jm.driver.MachineState;
import io.jm.drivers.MachineDrivers;
import io.jm.drivers.none.NoneDriver;
import io.jm.engine.EngineClient;
import io.jm.engine.EngineTls;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.store.MachineLock;
import io.jm.store.MachineStore;
import io.jm.store.NoSuchMachineException;
import io.jm.tls.Expiry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Machines, drivers and engines that say what a test tells them to say. */
public final class FakeMachines implements MachineStore, EngineClient {
    public final Map<String, Machine> machines = new TreeMap<>();
    public final Map<String, String> unreadable = new TreeMap<>();
    public final Map<String, String> versions = new ConcurrentHashMap<>();
    public Instant expiry = Instant.MAX;
    public Expiry.Owner expiryOf = Expiry.Owner.ENGINE;
    public final Map<String, String> tlsFailures = new ConcurrentHashMap<>();
    public final List<String> asked = java.util.Collections.synchronizedList(new ArrayList<>());
    public final AtomicInteger opened = new AtomicInteger();
    public final CountDownLatch silence = new CountDownLatch(1);
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    public final ByteArrayOutputStream err = new ByteArrayOutputStream();
    public final StreamConsole console = new StreamConsole(new ByteArrayInputStream(new byte[0]), out, err, false);
    public Capabilities traits = Capabilities.RECORD;

    private final Path root;

    public FakeMachines(Path root) {
        this.root = root;
    }

    /** A machine with driver data {@code URL} and {@code State}; the result may be changed. */
    public ObjectNode add(String name, String driver, String url) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("DriverName", driver);
        document.putObject("Driver").put("URL", url);
        ObjectNode options = document.putObject("HostOptions");
        options.putObject("EngineOptions");
        options.putObject("SwarmOptions");
        options.putObject("AuthOptions");
        machines.put(name, new Machine(name, document));
        return document;
    }

    public static ObjectNode swarm(ObjectNode document) {
        return (ObjectNode) document.path("HostOptions").path("SwarmOptions");
    }

    public static ObjectNode engine(ObjectNode document) {
        return (ObjectNode) document.path("HostOptions").path("EngineOptions");
    }

    public static ObjectNode driver(ObjectNode document) {
        return (ObjectNode) document.path("Driver");
    }

    public Environment environment(String program, String... variables) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            map.put(variables[i], variables[i + 1]);
        }
        return new Environment(map, root, program, false);
    }

    public MachineDrivers drivers(Environment environment) {
        return new MachineDrivers(this::driver, root, console, environment, Ticker.system());
    }

    public void clear() {
        out.reset();
    }

    public String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Opens a driver, as a factory does. */
    public Driver driver(DriverName driver, DriverContext context) {
        String name = driver.text();
        opened.incrementAndGet();
        if (name.equals("missing")) {
            throw new DriverNotFoundException(name);
        }
        return new FakeDriver(name, context);
    }

    @Override
    public StoreLayout layout() {
        return new StoreLayout(root);
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>(machines.keySet());
        names.addAll(unreadable.keySet());
        names.sort(null);
        return names;
    }

    @Override
    public boolean exists(String name) {
        return names().contains(name);
    }

    @Override
    public Machine load(String name) {
        if (unreadable.containsKey(name)) {
            if (unreadable.get(name).equals("gone")) {
                throw new NoSuchMachineException(name, "docker-machine");
            }
            throw new JmException(unreadable.get(name));
        }
        Machine machine = machines.get(name);
        if (machine == null) {
            throw new NoSuchMachineException(name, "docker-machine");
        }
        return machine;
    }

    @Override
    public void update(Machine machine) {
        save(machine);
    }

    @Override
    public void save(Machine machine) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MachineLock reserve(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MachineLock lock(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void breakLock(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String version(String url, EngineTls tls, Duration deadline) {
        asked.add(url);
        String answer = versions.getOrDefault(url, "!Cannot connect to the docker engine endpoint");
        if (answer.equals("silent")) {
            waitForTheEnd();
        }
        if (answer.startsWith("!")) {
            throw new JmException(answer.substring(1));
        }
        return answer;
    }

    @Override
    public Expiry checkTls(String authority, EngineTls tls, Duration deadline) {
        asked.add(authority);
        if (tlsFailures.containsKey(authority)) {
            throw new JmException(tlsFailures.get(authority));
        }
        return new Expiry(expiryOf, expiry);
    }

    private void waitForTheEnd() {
        try {
            silence.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class FakeDriver extends IdleDriver {
        private final String name;
        private final Duration timeout;
        /** Answers what the user specified about a recorded engine. */
        private final Driver none;

        FakeDriver(String name, DriverContext context) {
            super(context);
            this.name = name;
            this.timeout = context.timeout();
            this.none = new NoneDriver(context);
        }

        /** Gives up when the code that opened the driver would, as the calls of a plugin do. */
        private void hang() {
            try {
                silence.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new JmException("no answer");
        }

        @Override
        public String driverName() {
            return name;
        }

        @Override
        public String url() {
            if (!text("URLError").isEmpty()) {
                throw new JmException(text("URLError"));
            }
            if (text("Hangs").equals("url")) {
                hang();
            }
            return text("URL");
        }

        @Override
        public MachineState state() {
            if (!text("StateError").isEmpty()) {
                throw new JmException(text("StateError"));
            }
            if (text("Hangs").equals("state")) {
                hang();
            }
            return text("State").isEmpty() ? MachineState.RUNNING : MachineState.valueOf(text("State"));
        }

        @Override
        public Capabilities capabilities() {
            return traits;
        }

        @Override
        public boolean tlsDisabled() {
            return none.tlsDisabled();
        }

        @Override
        public int sshPort() {
            return traits.ssh() ? super.sshPort() : none.sshPort();
        }

        @Override
        public String sshUsername() {
            return traits.ssh() ? super.sshUsername() : none.sshUsername();
        }

        @Override
        public String sshKeyPath() {
            return traits.ssh() ? super.sshKeyPath() : none.sshKeyPath();
        }
    }
}
