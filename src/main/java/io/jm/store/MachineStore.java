package io.jm.store;

import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import java.util.List;

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

    /** Writes a machine atomically: at any time either the old or the new document exists. */
    void save(Machine machine);

    /** Writes an existing machine, and keeps the replaced document as a backup. */
    void update(Machine machine);

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
