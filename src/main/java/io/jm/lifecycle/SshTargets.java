package io.jm.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.os.Environment;
import io.jm.ssh.HostKeyPolicy;
import io.jm.ssh.SshTarget;
import io.jm.ssh.UserSshConfig;
import io.jm.store.StoreLayout;
import io.jm.text.Printable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Says where and how to log in to a machine.
 *
 * @param layout where host keys are remembered
 * @param environment what the user says about host keys ({@code MACHINE_HOST_KEY_CHECK})
 */
public record SshTargets(StoreLayout layout, Environment environment) {
    /** The login that the driver names; for a driver that names none, see {@link #recorded}. */
    public SshTarget of(String machineName, Driver driver) {
        if (!driver.traits().hasSsh()) {
            return recorded(machineName, driver.url());
        }
        String key = driver.sshKeyPath();
        return new SshTarget(
                machineName,
                driver.sshHostname(),
                driver.sshPort(),
                driver.sshUsername(),
                key.isEmpty() ? List.of() : List.of(keyPath(key)),
                policy(),
                layout.knownHosts(machineName));
    }

    /**
     * A bare record of an engine's address: its host, logged in to as the user said when it was recorded, and where
     * the user said nothing, as the user's own ssh configuration says.
     */
    private SshTarget recorded(String machineName, String url) {
        String host = host(url);
        if (host.isEmpty()) {
            throw new JmException("machine \"" + machineName + "\" has no SSH: its address " + url + " names no host");
        }
        JsonNode said = new MachineExtras(layout).ssh(machineName);
        UserSshConfig config = UserSshConfig.of(host, environment);
        String key = said.path("key").asText();
        return new SshTarget(
                machineName,
                config.hostName(),
                said.path("port").asInt() > 0 ? said.path("port").asInt() : config.port(),
                said.path("user").asText().isEmpty()
                        ? config.user()
                        : said.path("user").asText(),
                key.isEmpty() ? config.keys() : List.of(keyPath(key)),
                policy(),
                layout.knownHosts(machineName));
    }

    private static Path keyPath(String path) {
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new JmException("invalid SSH key path: \"" + Printable.line(path) + "\"", e);
        }
    }

    private static String host(String url) {
        int start = url.indexOf("://");
        if (start < 0 || url.startsWith("unix:") || url.startsWith("npipe:")) {
            return "";
        }
        String place = url.substring(start + 3);
        int slash = place.indexOf('/');
        place = slash < 0 ? place : place.substring(0, slash);
        place = place.substring(place.indexOf('@') + 1);
        if (place.startsWith("[") && place.indexOf(']') > 0) {
            return place.substring(1, place.indexOf(']'));
        }
        int colon = place.indexOf(':');
        return colon < 0 ? place : place.substring(0, colon);
    }

    private HostKeyPolicy policy() {
        String usual = environment.keepsOriginalDefaults() ? "off" : "pin";
        String said = environment.variable("MACHINE_HOST_KEY_CHECK", usual);
        return switch (said) {
            case "off" -> HostKeyPolicy.OFF;
            case "pin" -> HostKeyPolicy.PIN;
            case "strict" -> HostKeyPolicy.STRICT;
            default ->
                throw new JmException(
                        "the host key check must be off, pin or strict, not \"" + said + "\" (MACHINE_HOST_KEY_CHECK)");
        };
    }
}
