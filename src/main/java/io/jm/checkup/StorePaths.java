package io.jm.checkup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.certs.CertificateFiles;
import io.jm.checkup.Finding.Fix;
import io.jm.checkup.Finding.Level;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.store.MachineLock;
import io.jm.store.MachineStore;
import io.jm.text.Printable;
import io.jm.transfer.Relocation;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds a config.json with the paths of the store from which the machine was copied, whose files are here now. */
record StorePaths(MachineStore store, Machine machine) implements Check {
    @Override
    public String id() {
        return "store.paths";
    }

    @Override
    public void run(Findings findings) {
        String other = otherStore(machine);
        if (other == null) {
            findings.ok("store.config", "config.json");
            return;
        }
        StoreLayout layout = store.layout();
        findings.fixable(
                id(),
                Level.ERROR,
                "config.json has paths of the store " + Printable.line(other) + ", whose files are in " + layout.root(),
                new Fix(
                        "replace " + Printable.line(other) + " by " + layout.root() + " in "
                                + layout.config(machine.name()) + " (the old one becomes config.json.bak)",
                        this::rewrite));
    }

    private void rewrite() {
        try (MachineLock held = store.lock(machine.name())) {
            Machine current = store.load(machine.name());
            String other = otherStore(current);
            if (other != null) {
                ObjectNode document = current.document().deepCopy();
                new Relocation(other, current.name(), store.layout(), current.name()).apply(document);
                store.update(new Machine(current.name(), document));
            }
        }
    }

    /** Returns the root of another store in which the CA certificate should be, is not, and which is in this one. */
    private @Nullable String otherStore(Machine current) {
        StoreLayout layout = store.layout();
        Path caCert = CertificateFiles.of(layout, current).caCert();
        Path directory = caCert.getParent();
        Path root = directory == null ? null : directory.getParent();
        if (root == null || root.equals(layout.root()) || Files.exists(caCert)) {
            return null;
        }
        StoreLayout other = new StoreLayout(root);
        boolean standard = caCert.equals(other.caCert());
        return standard && Files.exists(layout.caCert()) ? root.toString() : null;
    }
}
