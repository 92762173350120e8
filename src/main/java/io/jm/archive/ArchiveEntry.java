package io.jm.archive;

import java.util.Set;
import java.util.regex.Pattern;

/** The names of the entries that an export may have. All others are refused, so that none leads out of a directory. */
final class ArchiveEntry {
    static final String MANIFEST = "jm-export.json";

    private static final String DIRECTORY = "machines/";
    private static final Set<String> FILES = Set.of(
            MachineFiles.CONFIG,
            MachineFiles.EXTRAS,
            MachineFiles.CA_CERT,
            MachineFiles.CA_KEY,
            MachineFiles.CLIENT_CERT,
            MachineFiles.CLIENT_KEY,
            MachineFiles.SERVER_CERT,
            MachineFiles.SERVER_KEY,
            "known_hosts",
            MachineFiles.SSH_KEY);
    /** The keys for SSH that drivers put into a machine's directory. */
    private static final Pattern SSH_KEYS = Pattern.compile("id_[A-Za-z0-9_]{1,32}(\\.pub)?");

    private ArchiveEntry() {}

    static String of(String machine, String file) {
        return DIRECTORY + machine + "/" + file;
    }

    /** Whether a machine's file of that name belongs into an export. */
    static boolean isMachineFile(String name) {
        return FILES.contains(name) || SSH_KEYS.matcher(name).matches();
    }
}
