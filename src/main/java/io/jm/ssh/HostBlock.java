package io.jm.ssh;

import io.jm.base.JmException;
import java.nio.file.Path;

/**
 * The block of one machine in a file for OpenSSH (ssh_config(5)): everything that a login needs, so that {@code ssh ALIAS},
 * {@code scp} and {@code rsync} reach the machine as jm does, with the host key that jm knows.
 *
 * @param alias the argument of {@code Host}
 * @param target the login
 */
public record HostBlock(String alias, SshTarget target) {
    /** Characters that ssh_config would read as something else in an argument without quotes. */
    private static final String SPECIAL = " \t\"'#\\*?!,";

    /**
     * Returns the lines.
     *
     * @throws JmException if ssh_config cannot express a value, because it has no escape for some characters
     */
    public String text() {
        StringBuilder block = new StringBuilder();
        block.append("Host ").append(argument("machine name", alias)).append('\n');
        // ssh expands %h here; an address with a zone has a percent sign too
        line(block, "HostName", argument("address", target.host()).replace("%", "%%"));
        line(block, "Port", Integer.toString(target.port()));
        line(block, "User", argument("user", target.user()));
        for (Path key : target.keys()) {
            line(block, "IdentityFile", OpenSshArguments.quoted(key));
        }
        if (!target.keys().isEmpty()) {
            line(block, "IdentitiesOnly", "yes");
        }
        Path knownHosts = target.knownHosts();
        if (target.hostKeys() == HostKeyPolicy.OFF || knownHosts == null) {
            line(block, "UserKnownHostsFile", "/dev/null");
            line(block, "StrictHostKeyChecking", "no");
        } else {
            line(block, "UserKnownHostsFile", OpenSshArguments.quoted(knownHosts));
            line(block, "HostKeyAlias", argument("machine name", target.machineName()));
            line(block, "StrictHostKeyChecking", target.hostKeys() == HostKeyPolicy.PIN ? "accept-new" : "yes");
        }
        SshRoute route = target.route();
        if (!route.written().isEmpty()) {
            line(block, "ProxyJump", JumpHost.text(route.written()));
        } else if (!route.proxyCommand().isEmpty()) {
            line(block, "ProxyCommand", route.proxyCommand());
        }
        return block.toString();
    }

    private static void line(StringBuilder block, String keyword, String value) {
        block.append("  ").append(keyword).append(' ').append(value).append('\n');
    }

    private static String argument(String name, String value) {
        if (value.chars().anyMatch(character -> SPECIAL.indexOf(character) >= 0)) {
            throw new JmException("an ssh configuration cannot express the " + name + " \"" + value + "\"");
        }
        return value;
    }
}
