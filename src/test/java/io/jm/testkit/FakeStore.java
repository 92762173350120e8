package io.jm.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.store.MachineLock;
import io.jm.store.MachineStore;
import io.jm.store.NoSuchMachineException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A store with the machines that a test adds; none of them is on disk. */
public final class FakeStore implements MachineStore {
    /** Machines that cannot be read, with the reason; the reason {@code gone} is that the machine no longer exists. */
    public final Map<String, String> unreadable = new TreeMap<>();

    private final Map<String, Machine> machines = new TreeMap<>();
    private final Path root;

    public FakeStore(Path root) {
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
    public Machine peek(String name) {
        return load(name);
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
    public void add(Machine machine, Map<String, byte[]> files) {
        throw new UnsupportedOperationException("none of the machines is on disk");
    }

    @Override
    public void add(String name, byte[] config, Map<String, byte[]> files) {
        throw new UnsupportedOperationException("none of the machines is on disk");
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
}
