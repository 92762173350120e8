package io.jm.machine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The paths of all files and directories of a store.
 *
 * @param root the store's directory, absolute
 */
public record StoreLayout(Path root) {
    private static final String CONFIG = "config.json";
    private static final String CONFIG_BACKUP = "config.json.bak";
    private static final String EXTRAS = "jm.json";
    private static final String KNOWN_HOSTS = "known_hosts";
    private static final String PROVISION_LOG = "provision.log";
    private static final String SERVER_CERT = "server.pem";
    private static final String SERVER_KEY = "server-key.pem";
    // not those of CertPathFile, which every command would load
    private static final String CA_CERT = "ca.pem";
    private static final String CERT = "cert.pem";
    private static final String KEY = "key.pem";

    private static final int PREFIX_BYTES = 200;
    private static final int MAX_BYTES_PER_CHAR = 3;

    public Path certs() {
        return root.resolve("certs");
    }

    /** The certificate of the CA that new machines get. */
    public Path caCert() {
        return certs().resolve(CA_CERT);
    }

    public Path caKey() {
        return certs().resolve("ca-key.pem");
    }

    /** The client's certificate for all machines. */
    public Path clientCert() {
        return certs().resolve(CERT);
    }

    public Path clientKey() {
        return certs().resolve(KEY);
    }

    /** The certificate of a machine's engine. */
    public Path serverCert(String name) {
        return machine(name).resolve(SERVER_CERT);
    }

    public Path serverKey(String name) {
        return machine(name).resolve(SERVER_KEY);
    }

    public Path machines() {
        return root.resolve("machines");
    }

    public Path machine(String name) {
        return machines().resolve(name);
    }

    public Path config(String name) {
        return machine(name).resolve(CONFIG);
    }

    /** Whether jm keeps a file of that name in a machine's directory; some file systems ignore case. */
    public static boolean isMachineFile(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case CONFIG, CONFIG_BACKUP, EXTRAS, KNOWN_HOSTS, PROVISION_LOG -> true;
            case CA_CERT, CERT, KEY, SERVER_CERT, SERVER_KEY -> true;
            default -> false;
        };
    }

    /** Returns the backup of config.json from before the last change or migration. */
    public Path configBackup(String name) {
        return machine(name).resolve(CONFIG_BACKUP);
    }

    /** Returns the file for jm's own data, which docker-machine's config.json has no keys for. */
    public Path extras(String name) {
        return machine(name).resolve(EXTRAS);
    }

    /** Returns the file with the machine's SSH host keys. */
    public Path knownHosts(String name) {
        return machine(name).resolve(KNOWN_HOSTS);
    }

    /** Returns the file with the SSH host keys of the jump hosts of all machines. */
    public Path knownJumpHosts() {
        return root.resolve("known_hosts_jump");
    }

    /** Returns the log of the commands that were run on the machine. */
    public Path provisionLog(String name) {
        return machine(name).resolve(PROVISION_LOG);
    }

    /** Returns the file that the watcher of the machine's published ports locks, with its pid. */
    public Path watchLock(String name) {
        return machine(name).resolve("watch.pid");
    }

    /** Returns the log of that watcher. */
    public Path watchLog(String name) {
        return machine(name).resolve("watch.log");
    }

    /** Returns the file that lists what that watcher forwards. */
    public Path ports(String name) {
        return machine(name).resolve("ports.json");
    }

    /**
     * Returns the lock file of one machine; it exists only while a process holds the lock, and outside {@code
     * machines/}.
     */
    public Path machineLock(String name) {
        return root.resolve(".lock-" + prefix(name));
    }

    /** Returns the prefix of hidden directories next to the machine directory; a unique suffix follows. */
    public String hidden(String name) {
        return "." + prefix(name) + ".unfinished-";
    }

    /**
     * Returns the first {@link #PREFIX_BYTES} bytes of a name: with more, a name as long as a file system allows (255
     * bytes) leaves no space for what is added to it. Two long names with the same prefix share a lock, which does no
     * harm.
     */
    private static String prefix(String name) {
        if (name.length() <= PREFIX_BYTES / MAX_BYTES_PER_CHAR) {
            return name;
        }
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        if (utf8.length <= PREFIX_BYTES) {
            return name;
        }
        int end = PREFIX_BYTES;
        while ((utf8[end] & 0xc0) == 0x80) {
            end--;
        }
        return new String(utf8, 0, end, StandardCharsets.UTF_8);
    }

    /** Returns the lock file of {@link #certs}; no machine's lock file has the same name. */
    public Path certsLock() {
        return root.resolve(".lock_certs");
    }

    /** Returns the lock file of the docker contexts that belong to this store. */
    public Path contextsLock() {
        return root.resolve(".lock_contexts");
    }

    /** Returns the lock file of the swarm of a cluster. */
    public Path swarmLock(String cluster) {
        return root.resolve(".lock_swarm-" + prefix(cluster));
    }

    /** Returns the file that lets OpenSSH know the machines; it exists only if the user asked for it. */
    public Path sshConfig() {
        return root.resolve("ssh_config");
    }

    /** Returns the lock file of {@link #sshConfig}. */
    public Path sshConfigLock() {
        return root.resolve(".lock_ssh_config");
    }

    /** Returns the directory of the disk images that machines start from. */
    public Path images() {
        return root.resolve("cache").resolve("images");
    }

    /** Returns the file of one image, whose name is its digest. */
    public Path image(String algorithm, String hex, String extension) {
        return images().resolve(algorithm + "-" + hex + "." + extension);
    }

    /** Returns the file that records the URL or path of each image. */
    public Path imageIndex() {
        return images().resolve("index.json");
    }

    /** Returns the lock file of {@link #imageIndex}. */
    public Path imageIndexLock() {
        return images().resolve(".lock-index");
    }

    /** Returns the lock file of one source of images; {@code key} is the digest of its URL or path. */
    public Path imageLock(String key) {
        return images().resolve(".lock-" + key);
    }

    /** Returns the unfinished copy of one source. */
    public Path imagePart(String key) {
        return images().resolve(key + ".part");
    }

    /** Returns the file that records which version of the source {@link #imagePart} has. */
    public Path imagePartState(String key) {
        return images().resolve(key + ".part.json");
    }

    /** Returns where an image with a wrong digest is kept; the arguments are those that it has. */
    public Path badImage(String algorithm, String hex) {
        return images().resolve(algorithm + "-" + hex + ".bad");
    }
}
