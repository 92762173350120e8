package io.jm.store;

import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import java.util.List;

/** The machines that are remembered, safe against other processes that use the same directory at the same time. */
public interface MachineStore {
    StoreLayout layout();

    /** The names of all entries, in byte order, also of those that cannot be read; empty if there is no store. */
    List<String> names();

    /** Whether an entry of that name exists, readable or not. */
    boolean exists(String name);

    /**
     * Reads a machine, bringing an older config.json up to date on disk.
     *
     * @throws NoSuchMachineException if there is no such entry
     * @throws io.jm.base.JmException if the entry cannot be read
     */
    Machine load(String name);

    /** Writes a machine so that at every moment either the old or the new document is there. */
    void save(Machine machine);

    /** Writes a machine that was complete before, and keeps the document that this replaces as its backup. */
    void update(Machine machine);

    /**
     * Reserves the name for a new machine until the result is closed, so that of several processes one wins.
     *
     * @throws io.jm.base.JmException if the name is taken
     */
    MachineLock reserve(String name);

    /**
     * Keeps other jm processes from changing the machine until the result is closed.
     *
     * @throws io.jm.os.LockDeniedException if another user's process made the lock file
     */
    MachineLock lock(String name);

    /** Deletes a machine's lock file, whoever made it. */
    void breakLock(String name);

    /** Deletes the machine's directory and all that is in it. */
    void remove(String name);
}
