package io.jm.provision.host;

import io.jm.text.Excerpt;
import java.util.Locale;

/** Finds a listening TCP port in the output of {@code ss} or {@code netstat}, or in the kernel's tables. */
public final class ListeningPorts {
    /** Prints the listening ports with the first of the three that the host has. */
    public static final String COMMAND =
            "ss -tln 2>/dev/null || netstat -tln 2>/dev/null || cat /proc/net/tcp /proc/net/tcp6 2>/dev/null";

    private ListeningPorts() {}

    /** Whether the output of {@link #COMMAND} lists the port. */
    public static boolean contains(String output, int port) {
        String decimal = ":" + port;
        String hexadecimal = String.format(Locale.ROOT, ":%04X", port);
        for (String line : Excerpt.lines(output)) {
            String[] fields = line.strip().split("\\s+", -1);
            for (int i = 0; i + 1 < fields.length; i++) {
                boolean listed = fields[i].endsWith(decimal) && fields[i + 1].endsWith(":*");
                boolean inKernelTable =
                        fields[i].endsWith(hexadecimal) && i + 2 < fields.length && fields[i + 2].equals("0A");
                if (listed || inKernelTable) {
                    return true;
                }
            }
        }
        return false;
    }
}
