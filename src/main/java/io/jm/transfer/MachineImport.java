package io.jm.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.archive.ExportArchive;
import io.jm.archive.MachineFiles;
import io.jm.archive.Manifest;
import io.jm.base.JmException;
import io.jm.driver.Capabilities;
import io.jm.driver.Driver;
import io.jm.drivers.MachineDrivers;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.json.JsonReader;
import io.jm.go.json.JsonSyntaxException;
import io.jm.machine.AuthOptions;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.BoundedReader;
import io.jm.os.Limits;
import io.jm.store.MachineLock;
import io.jm.store.MachineStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes machines out of an export into the store. Each appears whole or not at all. */
public final class MachineImport {
    private final MachineStore store;
    private final MachineDrivers drivers;
    private final StoreLayout layout;

    public MachineImport(MachineStore store, MachineDrivers drivers) {
        this.store = store;
        this.drivers = drivers;
        this.layout = store.layout();
    }

    /**
     * Adds one machine of the export.
     *
     * @param name its name here; another one than in the export only if its driver does not find the machine by it
     * @throws JmException if the name is taken, or the machine's config.json is invalid
     */
    public void add(ExportArchive archive, Manifest.Entry entry, String name) {
        MachineFiles files = Objects.requireNonNull(archive.machines().get(entry.name()));
        try (MachineLock reserved = store.reserve(name)) {
            ObjectNode document = document(files);
            Relocation relocation = new Relocation(archive.manifest().store(), entry.name(), layout, name);
            relocation.apply(document);
            if (!name.equals(entry.name())) {
                rename(document, name);
            }
            certificates(document, files, name);
            if (files.get(MachineFiles.SSH_KEY) != null && document.get("Driver") instanceof ObjectNode driver) {
                driver.put(
                        "SSHKeyPath",
                        layout.machine(name).resolve(MachineFiles.SSH_KEY).toString());
            }
            Map<String, byte[]> written = new TreeMap<>(files.all());
            written.put(MachineFiles.EXTRAS, extras(files, archive.manifest(), entry, relocation));
            written.remove(MachineFiles.CONFIG);
            store.add(name, bytes(document), written);
        }
    }

    private static ObjectNode document(MachineFiles files) {
        return object(Objects.requireNonNull(files.get(MachineFiles.CONFIG)), MachineFiles.CONFIG);
    }

    private static ObjectNode object(byte[] content, String file) {
        try {
            if (JsonReader.read(content) instanceof ObjectNode object) {
                return object;
            }
            throw new JmException("not an export of jm: its " + file + " is not a JSON object");
        } catch (JsonSyntaxException e) {
            throw e.within("not an export of jm: its " + file);
        }
    }

    private void rename(ObjectNode document, String name) {
        Machine machine = new Machine(name, document);
        try (Driver driver = drivers.open(machine)) {
            Capabilities can = driver.capabilities();
            if (can.provisioned() && !can.existingHost()) {
                throw new JmException("--as cannot rename this machine: the driver \"" + machine.driverName()
                        + "\" finds its instance by the machine's name");
            }
        }
        document.put("Name", name);
        if (document.get("Driver") instanceof ObjectNode driver && driver.has("MachineName")) {
            driver.put("MachineName", name);
        }
    }

    /**
     * Points the machine at the certificates that came with it; at the store's own if they are of the same CA, so that
     * it is renewed with the others.
     */
    private void certificates(ObjectNode document, MachineFiles files, String name) {
        Path directory = layout.machine(name);
        ObjectNode auth = AuthOptions.in(document);
        auth.put("StorePath", directory.toString());
        auth.put("ServerCertPath", layout.serverCert(name).toString());
        auth.put("ServerKeyPath", layout.serverKey(name).toString());
        boolean own = isOwnCa(files.get(MachineFiles.CA_CERT));
        Path source = own ? layout.certs() : directory;
        auth.put("CertDir", source.toString());
        auth.put("CaCertPath", source.resolve(MachineFiles.CA_CERT).toString());
        auth.put("CaPrivateKeyPath", source.resolve(MachineFiles.CA_KEY).toString());
        auth.put("ClientCertPath", source.resolve(MachineFiles.CLIENT_CERT).toString());
        auth.put("ClientKeyPath", source.resolve(MachineFiles.CLIENT_KEY).toString());
    }

    private boolean isOwnCa(byte @Nullable [] ca) {
        try {
            return ca != null && Arrays.equals(ca, BoundedReader.file(layout.caCert(), Limits.SMALL_FILE));
        } catch (IOException e) {
            // there is none yet, or none that can be used
            return false;
        }
    }

    private static byte[] extras(MachineFiles files, Manifest manifest, Manifest.Entry entry, Relocation relocation) {
        byte[] exported = files.get(MachineFiles.EXTRAS);
        ObjectNode extras =
                exported == null ? JsonNodeFactory.instance.objectNode() : object(exported, MachineFiles.EXTRAS);
        relocation.apply(extras);
        ExtrasFile.setImported(extras, manifest.from(), manifest.at(), entry.person());
        return bytes(extras);
    }

    private static byte[] bytes(JsonNode document) {
        return GoJsonWriter.indented(document).getBytes(StandardCharsets.UTF_8);
    }
}
