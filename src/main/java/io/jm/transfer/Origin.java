package io.jm.transfer;

import io.jm.archive.Manifest;
import io.jm.base.Ticker;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.os.Setting;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Where an export comes from.
 *
 * @param jm the version of jm
 * @param user user@host
 * @param at the time
 */
public record Origin(String jm, String user, Instant at) {
    /** Returns this computer, its user and now. */
    public static Origin here(String version, Environment environment, Ticker ticker) {
        String user = environment.get(environment.windows() ? Setting.USERNAME : Setting.USER, "unknown");
        return new Origin(version, user + "@" + host(), ticker.now().truncatedTo(ChronoUnit.SECONDS));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    Manifest manifest(StoreLayout layout, List<Manifest.Entry> machines) {
        return new Manifest(jm, user, at.toString(), layout.root().toString(), machines);
    }
}
