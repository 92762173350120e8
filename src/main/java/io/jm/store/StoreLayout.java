package io.jm.store;

import java.nio.file.Path;

/**
 * Every file and folder of a store.
 *
 * @param root the store's folder, absolute
 */
public record StoreLayout(Path root) {
    private static final int LONG = 200;

    public Path certs() {
        return root.resolve("certs");
    }

    public Path machines() {
        return root.resolve("machines");
    }

    public Path machine(String name) {
        return machines().resolve(name);
    }

    public Path config(String name) {
        return machine(name).resolve("config.json");
    }

    /** The document as it was before the last change or migration. */
    public Path configBackup(String name) {
        return machine(name).resolve("config.json.bak");
    }

    /** What jm remembers beside config.json, which must stay readable for the original. */
    public Path extras(String name) {
        return machine(name).resolve("jm.json");
    }

    /** The host keys seen at this machine. */
    public Path knownHosts(String name) {
        return machine(name).resolve("known_hosts");
    }

    /** What was run on the machine while it was provisioned. */
    public Path provisionLog(String name) {
        return machine(name).resolve("provision.log");
    }

    /** The lock on one machine's entry; it is there only while somebody holds it, and outside {@code machines/}. */
    public Path machineLock(String name) {
        return root.resolve(".lock-" + beginning(name));
    }

    /** A folder's name beside the machine's that no listing shows, up to the part that differs each time. */
    String hidden(String name) {
        return "." + beginning(name) + ".unfinished-";
    }

    /** A name may fill what a file system allows; two long ones with one beginning share a lock, which does no harm. */
    private static String beginning(String name) {
        return name.length() > LONG ? name.substring(0, LONG) : name;
    }

    /** The lock on {@link #certs}; a machine's name cannot end so. */
    public Path certsLock() {
        return root.resolve(".lock_certs");
    }
}
