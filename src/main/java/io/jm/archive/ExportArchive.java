package io.jm.archive;

import io.jm.base.JmException;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.json.JsonReader;
import io.jm.go.json.JsonSyntaxException;
import io.jm.os.BoundedReader;
import io.jm.os.Limits;
import io.jm.os.TooLargeException;
import io.jm.text.Printable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Machines in a ZIP file: the manifest, then {@code machines/NAME/FILE}. Nothing else is accepted.
 *
 * @param manifest which machines there are
 * @param machines their files, by the machines' names
 */
public record ExportArchive(Manifest manifest, Map<String, MachineFiles> machines) {
    private static final int MAX_ENTRIES = 1000;

    /**
     * Returns the ZIP file.
     *
     * @throws JmException if it would be larger than those that are read
     */
    public byte[] toBytes() {
        refuseTooMany();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            write(
                    zip,
                    ArchiveEntry.MANIFEST,
                    GoJsonWriter.indented(manifest.toJson()).getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, MachineFiles> machine : machines.entrySet()) {
                for (Map.Entry<String, byte[]> file : machine.getValue().all().entrySet()) {
                    write(zip, ArchiveEntry.of(machine.getKey(), file.getKey()), file.getValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private void refuseTooMany() {
        int entries = 1;
        long bytes = Limits.EXPORTED_FILE;
        for (MachineFiles files : machines.values()) {
            for (byte[] content : files.all().values()) {
                entries++;
                bytes += content.length;
            }
        }
        if (entries > MAX_ENTRIES || bytes > Limits.EXPORT) {
            throw new JmException("too many machines for one file: export some of them at a time");
        }
    }

    private static void write(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Reads a ZIP file.
     *
     * @throws JmException if it is no export, or has an entry that no export has
     */
    public static ExportArchive of(byte[] zip) {
        Map<String, byte[]> entries = entries(zip);
        byte[] manifestBytes = entries.remove(ArchiveEntry.MANIFEST);
        if (manifestBytes == null) {
            throw new JmException("not an export of jm: it has no " + ArchiveEntry.MANIFEST);
        }
        Manifest manifest;
        try {
            manifest = Manifest.of(JsonReader.read(manifestBytes));
        } catch (JsonSyntaxException e) {
            throw e.within("not an export of jm: " + ArchiveEntry.MANIFEST);
        }
        Map<String, MachineFiles> machines = new LinkedHashMap<>();
        for (Manifest.Entry machine : manifest.machines()) {
            machines.put(machine.name(), files(machine.name(), entries));
        }
        if (!entries.isEmpty()) {
            throw new JmException("not an export of jm: it has the entry "
                    + Printable.line(entries.keySet().iterator().next()) + ", which no export has");
        }
        return new ExportArchive(manifest, machines);
    }

    /** Takes a machine's files out of the entries. */
    private static MachineFiles files(String machine, Map<String, byte[]> entries) {
        MachineFiles files = new MachineFiles();
        String directory = ArchiveEntry.of(machine, "");
        entries.entrySet().removeIf(entry -> {
            String name = entry.getKey();
            if (!name.startsWith(directory) || !MachineFiles.accepts(name.substring(directory.length()))) {
                return false;
            }
            files.put(name.substring(directory.length()), entry.getValue());
            return true;
        });
        if (files.get(MachineFiles.CONFIG) == null) {
            throw new JmException("not an export of jm: it has no " + directory + MachineFiles.CONFIG);
        }
        return files;
    }

    private static Map<String, byte[]> entries(byte[] zip) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        int total = 0;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = BoundedReader.stream(in, Math.min(Limits.EXPORTED_FILE, Limits.EXPORT - total));
                total += content.length;
                if (entries.size() == MAX_ENTRIES || entries.put(entry.getName(), content) != null) {
                    throw new JmException("not an export of jm: too many entries, or the same one twice");
                }
            }
        } catch (TooLargeException e) {
            throw new JmException("not an export of jm: it has too much content", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new JmException("not an export of jm, or damaged: " + e.getMessage(), e);
        }
        return entries;
    }
}
