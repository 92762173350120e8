package io.jm.archive;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files of one machine in an export, by their names in the machine's directory. */
public final class MachineFiles {
    /** The name for the private key of SSH that lies outside of the machine's directory. */
    public static final String SSH_KEY = "ssh-key";

    public static final String CONFIG = "config.json";
    public static final String EXTRAS = "jm.json";
    public static final String CA_CERT = "ca.pem";
    public static final String CA_KEY = "ca-key.pem";
    public static final String CLIENT_CERT = "cert.pem";
    public static final String CLIENT_KEY = "key.pem";
    public static final String SERVER_CERT = "server.pem";
    public static final String SERVER_KEY = "server-key.pem";

    private final Map<String, byte[]> files = new TreeMap<>();

    /** Whether an export may have a file of that name. */
    public static boolean accepts(String name) {
        return ArchiveEntry.isMachineFile(name);
    }

    /** Adds a file. */
    public void put(String name, byte[] content) {
        if (!accepts(name)) {
            throw new IllegalArgumentException(name);
        }
        files.put(name, content);
    }

    /** Returns the content of a file; null if there is none of that name. */
    public byte @Nullable [] get(String name) {
        return files.get(name);
    }

    /** Returns all files. */
    public Map<String, byte[]> all() {
        return files;
    }
}
