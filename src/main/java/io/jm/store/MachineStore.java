package io.jm.store;

import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import java.util.List;
import java.util.Map;

/** Stores machines; safe if other processes use the same directory at the same time. */
public interface MachineStore {
    StoreLayout layout();

    /** Returns the names of all machines, in byte order, also of unreadable ones; empty if there is no store. */
    List<String> names();

    /** Whether a machine of that name exists, readable or not. */
    boolean exists(String name);

    /**
     * Reads a machine; an older config.json is migrated on disk.
     *
     * @throws NoSuchMachineException if the machine does not exist
     * @throws io.jm.base.JmException if the machine cannot be read
     */
    Machine load(String name);

    /**
     * Reads a machine and changes no file: an older config.json is migrated in memory only.
     *
     * @throws io.jm.base.JmException if it cannot be read
     */
    Machine peek(String name);

    /** Writes a machine atomically: at any time either the old or the new document exists. */
    void save(Machine machine);

    /** Writes an existing machine, and keeps the replaced document as a backup. */
    void update(Machine machine);

    /**
     * Adds a machine with other files in its directory, which appears whole or not at all. The caller has reserved the
     * name.
     *
     * @param files the other files by their names; all are readable by their owner only
     * @throws io.jm.base.JmException if a file cannot be written
     */
    void add(Machine machine, Map<String, byte[]> files);

    /**
     * Adds a machine as above.
     *
     * @param config the content of config.json; an older version is migrated
     * @throws io.jm.base.JmException if config.json is invalid, or a file cannot be written
     */
    void add(String name, byte[] config, Map<String, byte[]> files);

    /**
     * Reserves the name for a new machine until the lock is closed, so that only one process can create it.
     *
     * @throws io.jm.base.JmException if the name is taken
     */
    MachineLock reserve(String name);

    /**
     * Locks the machine against changes by other jm processes until the lock is closed. The thread that holds it may
     * lock it again.
     *
     * @throws io.jm.os.LockDeniedException if the lock file belongs to another user
     */
    MachineLock lock(String name);

    /** Deletes a machine's lock file, even if another user's process holds it. */
    void breakLock(String name);

    /** Deletes the machine directory with its contents. */
    void remove(String name);
}
