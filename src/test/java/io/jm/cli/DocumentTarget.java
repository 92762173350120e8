package io.jm.cli;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.fuzz.FuzzTarget;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.store.FileStore;
import io.jm.testkit.Jm;
import io.jm.testkit.Recorded;
import io.jm.testkit.SilentConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A config.json that is loaded, saved and listed. */
public final class DocumentTarget implements FuzzTarget {
    /** Commands run for one in so many inputs: they take a hundred times longer than loading. */
    private static final int INTERVAL = 50;

    private final Path root;
    private final FileStore store;
    private int inputs;

    public DocumentTarget(Path directory) {
        this.root = directory.resolve("store");
        this.store = new FileStore(new StoreLayout(root), "jm", SilentConsole.INSTANCE);
    }

    @Override
    public String name() {
        return "document";
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String name : List.of("escapes", "live", "m10", "m2", "mgr", "wrk")) {
            seeds.add(Recorded.bytes("/json/config-" + name + ".json"));
        }
        OddDocuments odd = new OddDocuments();
        for (String steps : List.of(
                "generic", "set ConfigVersion 0 && remove HostOptions", "set ConfigVersion 1", "set ConfigVersion 2")) {
            seeds.add(odd.documents(steps).get(0).content(Map.of("{STORE}", root.toString(), "{NAME}", "odd")));
        }
        return seeds;
    }

    @Override
    public List<String> dictionary() {
        return List.of(
                "null",
                "true",
                "5",
                "-1",
                "0.5",
                "-0",
                "1e2",
                "1e999",
                "1e-9999999999",
                "70000",
                "9223372036854775808",
                "[]",
                "{}",
                "[[[[",
                "{\"a\":{\"a\":",
                "\"\"",
                "\"none\"",
                "\"generic\"",
                "\"tcp://127.0.0.77:1\"",
                "\"unix:///nowhere\"",
                "\\u0000",
                "\\u001b[2J",
                "\\ud800",
                "\\udc00",
                "\\n",
                "\u202e",
                "\ufeff",
                "ConfigVersion",
                "Driver",
                "DriverName",
                "HostOptions",
                "AuthOptions",
                "EngineOptions",
                "SwarmOptions",
                "StorePath",
                "Labels",
                "URL",
                "IPAddress",
                "SSHPort",
                "configversion");
    }

    @Override
    public String parse(byte[] input) throws IOException {
        Path config = store.layout().config("odd");
        Files.createDirectories(config.getParent());
        Files.write(config, input);
        inputs++;
        String outcome = load(inputs % INTERVAL == 0);
        if (inputs % INTERVAL == 0) {
            Files.write(config, input);
            for (List<String> arguments : List.of(
                    List.of("ls", "--filter", "label=a", "--filter", "label=b"),
                    List.of("ls", "-t", "1"),
                    List.of("inspect", "odd"),
                    List.of("env", "--shell", "sh", "odd"),
                    List.of("rm", "-f", "-y", "odd"))) {
                run(arguments);
            }
        }
        return outcome;
    }

    /** Loads the machine; if it is saved, loading it again has to give the same document. */
    private String load(boolean save) {
        Machine machine;
        try {
            machine = store.load("odd");
        } catch (JmException e) {
            return e.getMessage().replace(store.layout().config("odd").toString(), "");
        }
        if (save) {
            store.save(machine);
            Machine again = store.load("odd");
            if (!again.document().toString().equals(machine.document().toString())) {
                throw new AssertionError("saved as " + again.document());
            }
        }
        return machine.driverName()
                + machine.engine().labels().size()
                + machine.auth().caCertPath();
    }

    private void run(List<String> arguments) {
        Jm.Result ended = Jm.in(root, Map.of("MACHINE_STORAGE_PATH", root.toString(), "PATH", "/nowhere"))
                .run(arguments);
        boolean listed = !arguments.get(0).equals("ls") && !arguments.get(0).equals("rm")
                || ended.code().equals(ExitCode.OK);
        if (ended.err().contains(Jm.INTERNAL_ERROR) || !listed) {
            throw new AssertionError(arguments + ": " + ended.err());
        }
    }
}
