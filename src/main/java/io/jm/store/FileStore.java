package io.jm.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.console.Console;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.text.ByteOrder;
import io.jm.go.text.GoQuote;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.AtomicFile;
import io.jm.os.BoundedReader;
import io.jm.os.DirectoryTree;
import io.jm.os.FileLock;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.os.LockHolder;
import io.jm.text.Suggestions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A store in a directory, which docker-machine and other jm processes may use at the same time. */
public final class FileStore implements MachineStore {
    private static final Duration LOCK_TIMEOUT = Duration.ofMinutes(60);

    private final StoreLayout layout;
    private final String program;
    private final Console console;
    /** The threads of this process that hold the lock of a machine, by the machine's name. */
    private final Map<String, Thread> holders = new ConcurrentHashMap<>();

    /**
     * Creates the store; its directory need not exist yet.
     *
     * @param program the name of this program, for messages
     * @param console reports that a machine's lock is held by another process
     */
    public FileStore(StoreLayout layout, String program, Console console) {
        this.layout = layout;
        this.program = program;
        this.console = console;
    }

    @Override
    public StoreLayout layout() {
        return layout;
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(layout.machines())) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (!name.startsWith(".") && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    names.add(name);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new JmException("open " + layout.machines() + ": " + IoReason.of(e), ErrorCode.STORE, e);
        }
        names.sort(new ByteOrder());
        return names;
    }

    @Override
    public boolean exists(String name) {
        if (!isName(name)) {
            return false;
        }
        try {
            Files.readAttributes(layout.machine(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            requireDirectoryAbove(name);
            return undecodable(name) != null;
        } catch (IOException e) {
            throw new JmException("stat " + layout.machine(name) + ": " + IoReason.of(e), ErrorCode.STORE, e);
        }
    }

    /** Returns the directory for a name with U+FFFD that is not valid UTF-8 on disk; null for all other names. */
    private @Nullable Path undecodable(String name) {
        return name.indexOf('\ufffd') < 0 ? null : UndecodableName.find(layout.machines(), name);
    }

    /** Throws if a parent is a file; newer JDKs report that as a missing file. */
    private void requireDirectoryAbove(String name) {
        Path above = layout.machines();
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        if (above != null && !Files.isDirectory(above)) {
            throw new JmException("stat " + layout.machine(name) + ": not a directory");
        }
    }

    /** Whether the text is a valid name of a directory directly below {@code machines/}. */
    private static boolean isName(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && (File.separatorChar == '/' || name.indexOf('\\') < 0 && name.indexOf(':') < 0)
                && name.indexOf('\0') < 0;
    }

    @Override
    public Machine load(String name) {
        if (!exists(name)) {
            throw new NoSuchMachineException(name, program, similar(name));
        }
        if (undecodable(name) != null) {
            throw new JmException("the name of the directory " + layout.machine(name)
                    + " is not UTF-8; rename the directory, or remove it with rm -f");
        }
        Machine machine = current(name, read(layout.config(name)));
        return machine == null ? migrate(name) : machine;
    }

    @Override
    public Machine peek(String name) {
        byte[] bytes = read(layout.config(name));
        Machine machine = current(name, bytes);
        return machine == null ? migrated(name, bytes) : machine;
    }

    /** Returns the machine of the document, or null if it must be migrated first. */
    private @Nullable Machine current(String name, byte[] bytes) {
        try {
            ObjectNode stored = MachineCodec.read(bytes);
            return Migrations.needed(stored) ? null : new Machine(name, MachineCodec.canonical(name, stored));
        } catch (JmException e) {
            throw UnreadableDocumentException.of(e, layout.config(name), layout.configBackup(name));
        }
    }

    private Machine migrate(String name) {
        try (MachineLock held = lock(name)) {
            byte[] bytes = read(layout.config(name));
            Machine migrated = current(name, bytes);
            if (migrated != null) {
                // another process has migrated it; its backup must not be overwritten with the new document
                return migrated;
            }
            Machine machine = migrated(name, bytes);
            try {
                AtomicFile.write(layout.configBackup(name), bytes, AtomicFile.OWNER_ONLY);
            } catch (IOException e) {
                throw new JmException(
                        "Error attempting to save backup after migration: " + IoReason.of(e), ErrorCode.STORE, e);
            }
            try {
                save(machine);
            } catch (JmException e) {
                throw e.within("Error saving config after migration was performed");
            }
            return machine;
        }
    }

    private Machine migrated(String name, byte[] bytes) {
        try {
            ObjectNode current = Migrations.migrate(MachineCodec.read(bytes), name, layout);
            return new Machine(name, MachineCodec.canonical(name, current));
        } catch (JmException e) {
            throw UnreadableDocumentException.of(e, layout.config(name), layout.configBackup(name));
        }
    }

    private static byte[] read(Path file) {
        try {
            return BoundedReader.file(file, Limits.DOCUMENT);
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), ErrorCode.STORE, e);
        }
    }

    /** Returns a question that names the machines with a similar name; docker-machine does not ask. */
    private String similar(String name) {
        return program.equals("docker-machine") ? "" : Suggestions.question(Suggestions.of(name, names()));
    }

    @Override
    public void save(Machine machine) {
        write(machine, false);
    }

    @Override
    public void update(Machine machine) {
        write(machine, true);
    }

    private void write(Machine machine, boolean mustExist) {
        String name = machine.name();
        if (!isName(name)) {
            throw new NoSuchMachineException(name, program);
        }
        Path file = layout.config(name);
        byte[] bytes = text(machine);
        try {
            if (!Files.exists(layout.machine(name))) {
                if (mustExist) {
                    throw new NoSuchMachineException(name, program);
                }
                writeNew(name, bytes, Map.of());
                return;
            }
            boolean replaces = Files.exists(file);
            if (replaces && AtomicFile.hasMode(file, AtomicFile.OWNER_ONLY) && Arrays.equals(read(file), bytes)) {
                return;
            }
            if (replaces && mustExist) {
                AtomicFile.backUp(file, layout.configBackup(name));
            }
            AtomicFile.write(file, bytes, AtomicFile.OWNER_ONLY);
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), ErrorCode.STORE, e);
        }
    }

    @Override
    public void add(String name, byte[] config, Map<String, byte[]> files) {
        Machine current = current(name, config);
        add(current == null ? migrated(name, config) : current, files);
    }

    @Override
    public void add(Machine machine, Map<String, byte[]> files) {
        String name = machine.name();
        try {
            if (Files.exists(layout.machine(name))) {
                // its driver put files there while it checked
                writeFiles(layout.machine(name), files);
                save(machine);
            } else {
                writeNew(name, text(machine), files);
            }
        } catch (IOException e) {
            throw new JmException("open " + layout.config(name) + ": " + IoReason.of(e), ErrorCode.STORE, e);
        }
    }

    private static void writeFiles(Path directory, Map<String, byte[]> files) {
        files.forEach((name, content) -> {
            Path file = directory.resolve(name);
            try {
                AtomicFile.write(file, content, AtomicFile.OWNER_ONLY);
            } catch (IOException e) {
                throw new JmException("write " + file + ": " + IoReason.of(e), ErrorCode.STORE, e);
            }
        });
    }

    private static byte[] text(Machine machine) {
        return GoJsonWriter.indented(MachineCodec.canonical(machine.name(), machine.document()))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Creates the directory with its document in one step, so that no process ever sees a directory without one. */
    private void writeNew(String name, byte[] bytes, Map<String, byte[]> others) throws IOException {
        Path hidden = newHidden(name);
        boolean moved = false;
        try {
            AtomicFile.createPrivateDirectories(hidden);
            writeFiles(hidden, others);
            AtomicFile.write(hidden.resolve(layout.config(name).getFileName()), bytes, AtomicFile.OWNER_ONLY);
            Files.move(hidden, layout.machine(name), StandardCopyOption.ATOMIC_MOVE);
            moved = true;
            AtomicFile.syncDirectory(layout.machine(name));
        } finally {
            if (!moved && Files.exists(hidden)) {
                DirectoryTree.delete(hidden);
            }
        }
    }

    @Override
    public MachineLock reserve(String name) {
        MachineLock lock = lock(name);
        boolean free = false;
        try {
            if (exists(name)) {
                throw new JmException(
                        "Docker machine " + GoQuote.quote(name) + " already exists", ErrorCode.EXISTS, null);
            }
            deleteLeftovers(name);
            free = true;
            return lock;
        } finally {
            if (!free) {
                lock.close();
            }
        }
    }

    @Override
    public MachineLock lock(String name) {
        if (!isName(name)) {
            throw new NoSuchMachineException(name, program);
        }
        Thread thread = Thread.currentThread();
        if (thread.equals(holders.get(name))) {
            // an old document that is loaded under its lock is migrated, which needs the lock
            return () -> {};
        }
        FileLock lock = FileLock.acquire(layout.machineLock(name), LOCK_TIMEOUT, this::waiting);
        holders.put(name, thread);
        return () -> {
            holders.remove(name);
            lock.close();
        };
    }

    private void waiting(Path lock) {
        console.error("Waiting for " + LockHolder.text(lock) + ", which is using this machine (lock " + lock + ")");
    }

    @Override
    public void breakLock(String name) {
        Path file = layout.machineLock(name);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new JmException("remove " + file + ": " + IoReason.of(e), ErrorCode.STORE, e);
        }
    }

    @Override
    public void remove(String name) {
        if (!exists(name)) {
            throw new NoSuchMachineException(name, program);
        }
        Path undecodable = undecodable(name);
        Path directory = undecodable == null ? layout.machine(name) : undecodable;
        // rename to a hidden name first: a crash during the deletion leaves no partial machine
        Path hidden = newHidden(name);
        try {
            if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                deleteLeftovers(name);
                Files.move(directory, hidden, StandardCopyOption.ATOMIC_MOVE);
                DirectoryTree.delete(hidden);
            } else {
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new JmException("remove " + directory + ": " + IoReason.of(e), ErrorCode.STORE, e);
        }
    }

    /** Deletes the hidden directories that a killed save or removal of this machine has left. */
    private void deleteLeftovers(String name) {
        String start = layout.hidden(name);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                layout.machines(), entry -> String.valueOf(entry.getFileName()).startsWith(start))) {
            for (Path entry : entries) {
                DirectoryTree.delete(entry);
            }
        } catch (NoSuchFileException e) {
            // an empty store
            return;
        } catch (IOException | DirectoryIteratorException e) {
            // harmless: the next save or removal tries again
            return;
        }
    }

    /** Returns a new hidden directory next to the machine directory. */
    private Path newHidden(String name) {
        return layout.machines().resolve(layout.hidden(name) + Long.toString(System.nanoTime(), Character.MAX_RADIX));
    }
}
