package io.jm.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.archive.ExportArchive;
import io.jm.archive.MachineFiles;
import io.jm.archive.Manifest;
import io.jm.base.JmException;
import io.jm.certs.CertificateFiles;
import io.jm.console.Console;
import io.jm.driver.Driver;
import io.jm.drivers.MachineDrivers;
import io.jm.go.json.GoJsonWriter;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.os.PathText;
import io.jm.store.LocalDisk;
import io.jm.store.MachineLock;
import io.jm.store.MachineStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Collects all that another computer needs to use and control machines as this one does. */
public final class MachineExport {
    private final MachineStore store;
    private final MachineDrivers drivers;
    private final Console console;
    private final Origin origin;
    private final Content content;

    /**
     * Prepares an export.
     *
     * @param origin this computer and its user, for the manifest
     */
    public MachineExport(MachineStore store, MachineDrivers drivers, Console console, Origin origin, Content content) {
        this.store = store;
        this.drivers = drivers;
        this.console = console;
        this.origin = origin;
        this.content = content;
    }

    /**
     * What is exported.
     *
     * @param driverSecrets whether the secrets in the driver's data are kept, such as a provider's token
     * @param caKey whether the key of the CA comes along, with which certificates are renewed
     */
    public record Content(boolean driverSecrets, boolean caKey) {}

    /**
     * An export.
     *
     * @param secrets the keys of config.json that have secrets of drivers in it, as {@code Driver.AccessToken}
     */
    public record Result(ExportArchive archive, List<String> secrets) {}

    /**
     * Reads the machines, each under its lock.
     *
     * @throws JmException if one of them cannot be read
     */
    public Result of(List<String> names) {
        Map<String, MachineFiles> machines = new LinkedHashMap<>();
        List<Manifest.Entry> entries = new ArrayList<>();
        List<String> secrets = new ArrayList<>();
        for (String name : names) {
            try (MachineLock held = store.lock(name)) {
                Machine machine = store.load(name);
                List<String> removed = new ArrayList<>();
                machines.put(name, files(machine, removed));
                entries.add(new Manifest.Entry(name, machine.driverName(), null, removed));
                if (content.driverSecrets()) {
                    secrets.addAll(DriverSecrets.in(machine.driver()));
                }
            }
        }
        return new Result(new ExportArchive(origin.manifest(store.layout(), entries), machines), secrets);
    }

    private MachineFiles files(Machine machine, List<String> removed) {
        StoreLayout layout = store.layout();
        String name = machine.name();
        MachineFiles files = new MachineFiles();
        addDirectory(layout.machine(name), files);
        Path disk = LocalDisk.in(layout.machine(name));
        if (disk != null) {
            console.error("\"" + name + "\" runs on this computer, and its disk stays here (" + disk
                    + "): elsewhere it cannot be started");
        }
        files.put(MachineFiles.CONFIG, config(machine, removed));
        addExtras(new ExtrasFile(layout.extras(name)), files);
        CertificateFiles certificates = CertificateFiles.of(layout, machine);
        addIfMissing(files, MachineFiles.CA_CERT, certificates.caCert());
        addIfMissing(files, MachineFiles.CLIENT_CERT, certificates.clientCert());
        addIfMissing(files, MachineFiles.CLIENT_KEY, certificates.clientKey());
        addIfMissing(files, MachineFiles.SERVER_CERT, certificates.serverCert());
        addIfMissing(files, MachineFiles.SERVER_KEY, certificates.serverKey());
        if (content.caKey()) {
            files.put(MachineFiles.CA_KEY, read(certificates.caKey()));
        }
        addSshKey(machine, files);
        return files;
    }

    private byte[] config(Machine machine, List<String> removed) {
        ObjectNode document = machine.document().deepCopy();
        if (!content.driverSecrets() && document.get("Driver") instanceof ObjectNode driver) {
            removed.addAll(DriverSecrets.remove(driver));
        }
        return GoJsonWriter.indented(document).getBytes(StandardCharsets.UTF_8);
    }

    private static void addExtras(ExtrasFile file, MachineFiles files) {
        ObjectNode extras = file.portable();
        if (!extras.isEmpty()) {
            files.put(MachineFiles.EXTRAS, GoJsonWriter.indented(extras).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Adds the files that exports have. */
    private static void addDirectory(Path directory, MachineFiles files) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                boolean regular = Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS);
                if (regular && MachineFiles.accepts(name) && !name.equals(MachineFiles.CA_KEY)) {
                    files.put(name, read(entry));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw new JmException("open " + directory + ": " + IoReason.of(Objects.requireNonNull(e.getCause())), e);
        } catch (IOException e) {
            throw new JmException("open " + directory + ": " + IoReason.of(e), e);
        }
    }

    private static void addIfMissing(MachineFiles files, String name, Path source) {
        if (files.get(name) == null && Files.exists(source)) {
            files.put(name, read(source));
        }
    }

    /** Adds the key that the driver recorded, unless it is one of the files that the directory gave. */
    private void addSshKey(Machine machine, MachineFiles files) {
        try (Driver driver = drivers.open(machine)) {
            String recorded = driver.sshKeyPath();
            Path key = recorded.isEmpty() ? null : PathText.absolute(recorded);
            if (key != null && !isIn(files, machine, key) && Files.exists(key)) {
                files.put(MachineFiles.SSH_KEY, read(key));
            }
        }
    }

    private boolean isIn(MachineFiles files, Machine machine, Path key) {
        Path directory = store.layout().machine(machine.name());
        return directory.equals(key.getParent()) && files.get(String.valueOf(key.getFileName())) != null;
    }

    private static byte[] read(Path file) {
        try {
            return BoundedReader.file(file, Limits.EXPORTED_FILE);
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), e);
        }
    }
}
