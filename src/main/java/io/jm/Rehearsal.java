package io.jm;

import io.jm.os.Environment;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the local commands one after the other in one process, so that {@code scripts/archive} can record the classes
 * they load. The native executable does not contain it.
 */
final class Rehearsal {
    private Rehearsal() {}

    /** Plays in the store at {@code args[0]}, which has a machine of the none driver called box. */
    public static void main(String[] args) {
        Environment environment = Environment.system();
        for (List<String> words : List.of(
                List.of("version"),
                List.of("url", "box"),
                List.of("status", "box"),
                List.of("ip", "box"),
                List.of("inspect", "box"),
                List.of("inspect", "--format", "{{.Driver.IPAddress}}", "box"),
                List.of("active"),
                List.of("env", "--cached", "box"),
                List.of("ls", "-q"),
                List.of("help"),
                List.of("url"))) {
            List<String> all = new ArrayList<>(List.of("--storage-path", args[0]));
            all.addAll(words);
            Main.run(environment, all);
        }
    }
}
