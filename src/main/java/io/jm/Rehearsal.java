package io.jm;

import io.jm.os.Environment;
import java.util.Arrays;
import java.util.List;

/**
 * Runs the local commands one after the other in one process, so that {@code scripts/archive} can record the classes
 * they load. The native executable does not contain it.
 */
final class Rehearsal {
    private Rehearsal() {}

    /** Plays in the store of the environment, which has a machine of the none driver called box. */
    public static void main(String[] args) {
        Environment environment = Environment.system();
        for (String words : List.of(
                "url box",
                "status box",
                "ip box",
                "inspect box",
                "inspect --format {{.Driver.IPAddress}} box",
                "active",
                "env --cached box",
                "ls -q",
                "help",
                "url")) {
            Main.run(environment, Arrays.asList(words.split(" ")));
        }
        Main.main(new String[] {"version"});
    }
}
