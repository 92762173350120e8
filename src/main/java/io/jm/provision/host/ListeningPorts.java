package io.jm.provision.host;

import io.jm.text.Excerpt;
import java.util.Locale;

/** Finds a listening TCP port in what {@code ss}, {@code netstat} or the kernel's own tables say. */
public final class ListeningPorts {
    /** The question: whichever of the three the host has. */
    public static final String COMMAND =
            "ss -tln 2>/dev/null || netstat -tln 2>/dev/null || cat /proc/net/tcp /proc/net/tcp6 2>/dev/null";

    private ListeningPorts() {}

    public static boolean contains(String answer, int port) {
        String decimal = ":" + port;
        String hexadecimal = String.format(Locale.ROOT, ":%04X", port);
        for (String line : Excerpt.lines(answer)) {
            String[] words = line.strip().split("\\s+", -1);
            for (int i = 0; i + 1 < words.length; i++) {
                boolean listed = words[i].endsWith(decimal) && words[i + 1].endsWith(":*");
                boolean inKernelTable =
                        words[i].endsWith(hexadecimal) && i + 2 < words.length && words[i + 2].equals("0A");
                if (listed || inKernelTable) {
                    return true;
                }
            }
        }
        return false;
    }
}
