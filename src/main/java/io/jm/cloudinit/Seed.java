package io.jm.cloudinit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.go.json.GoJsonWriter;
import io.jm.text.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What cloud-init configures at the first boot. The image has the files of cloud-init's data source NoCloud; it holds
 * the host's private key, so the file that it is written to must be private.
 *
 * @param user the login, which may use sudo without a password
 * @param shell the login's shell in the machine, such as {@code /bin/bash}
 * @param loginKey the public line of the login's key
 * @param hostKey the private key of the machine's SSH server, Ed25519 in OpenSSH's format; cloud-init makes no others
 * @param hostKeyLine its public line
 * @param hostname the machine's name
 * @param instanceId if it changes, cloud-init configures the machine again
 * @param mac the address of the network card that asks for an address by DHCP
 * @param dns addresses of name servers; empty: those that DHCP reports
 * @param userData the user's own user data in any form that cloud-init knows; may be empty. Its configuration is
 *     merged: the login and the host key are those of the seed
 */
// the bytes are copied on their way in and out
@SuppressWarnings("ArrayRecordComponent")
public record Seed(
        String user,
        String shell,
        String loginKey,
        String hostKey,
        String hostKeyLine,
        String hostname,
        String instanceId,
        String mac,
        List<String> dns,
        byte[] userData) {
    /** The label by which cloud-init finds the image. */
    private static final String LABEL = "CIDATA";

    private static final String HEADER = "#cloud-config\n";

    /** Later parts replace what earlier ones have for a key: cloud-init's default, which the user may change. */
    private static final String REPLACE = "dict(replace)+list()+str()";

    /** Puts the login before the users that are there: of two entries with one name, the first decides. */
    private static final String PREPEND = "list(prepend)+dict(no_replace,recurse_list)+str()";

    public Seed {
        require(user.matches("[a-z_][a-z0-9_-]{0,31}"), "the login", user);
        require(hostname.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,252}"), "the host name", hostname);
        require(mac.matches("[0-9a-f]{2}(:[0-9a-f]{2}){5}"), "the hardware address", mac);
        require(!loginKey.contains("\n"), "the public key", loginKey);
        dns.forEach(address -> require(isAddress(address), "the name server", address));
        dns = List.copyOf(dns);
        userData = userData.clone();
    }

    private static void require(boolean valid, String what, String value) {
        if (!valid) {
            throw new JmException(what + " \"" + value + "\" is not valid for cloud-init");
        }
    }

    /** A malformed address would leave the machine without a network. */
    private static boolean isAddress(String text) {
        return IpAddress.isV4(text) || text.matches("[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7}");
    }

    /** Returns the user data without a change of the caller reaching it. */
    @Override
    public byte[] userData() {
        return userData.clone();
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "Seed[" + user + "@" + hostname + ", " + instanceId + "]";
    }

    /**
     * Returns the disk image.
     *
     * @throws JmException if the user data has no form that cloud-init knows, or is too large
     */
    public byte[] image() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("meta-data", json(metaData()));
        files.put("network-config", json(networkConfig()));
        files.put("user-data", mergedUserData());
        return FatImage.of(LABEL, files);
    }

    private static byte[] json(ObjectNode tree) {
        return (GoJsonWriter.indented(tree) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private ObjectNode metaData() {
        return object().put("instance-id", instanceId).put("local-hostname", hostname);
    }

    /** Version 2 of cloud-init's format. The card keeps its name: renaming it can block the boot for two minutes. */
    private ObjectNode networkConfig() {
        ObjectNode card = object();
        card.putObject("match").put("macaddress", mac);
        card.put("dhcp4", true);
        if (!dns.isEmpty()) {
            card.putObject("dhcp4-overrides").put("use-dns", false);
            ArrayNode addresses = card.putObject("nameservers").putArray("addresses");
            dns.forEach(addresses::add);
        }
        ObjectNode config = object().put("version", 2);
        // the name matters only where cloud-init writes files that cannot match by hardware address
        config.putObject("ethernets").set("eth0", card);
        return config;
    }

    private byte[] mergedUserData() {
        if (userData.length == 0) {
            return config(defaults().<ObjectNode>setAll(users()).<ObjectNode>setAll(identity()));
        }
        UserData theirs = UserData.of(userData);
        Multipart message = new Multipart();
        message.add("text/cloud-config", "defaults", config(defaults().put("merge_how", REPLACE)));
        theirs.addTo(message);
        message.add("text/cloud-config", "login", config(users().put("merge_how", PREPEND)));
        message.add("text/cloud-config", "identity", config(identity().put("merge_how", REPLACE)));
        return message.bytes();
    }

    private static byte[] config(ObjectNode tree) {
        return (HEADER + GoJsonWriter.indented(tree) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** What the user's own data may change. */
    private static ObjectNode defaults() {
        ObjectNode config = object();
        config.put("ssh_pwauth", false);
        config.put("package_update", false).put("package_upgrade", false);
        config.putObject("growpart").put("mode", "auto").putArray("devices").add("/");
        return config;
    }

    private ObjectNode users() {
        ObjectNode config = object();
        ObjectNode login = config.putArray("users").addObject().put("name", user);
        // an image with an engine has the group docker: useradd fails if it is to make a group that exists
        login.put("primary_group", user);
        login.put("sudo", "ALL=(ALL) NOPASSWD:ALL");
        login.put("shell", shell).put("lock_passwd", true);
        login.putArray("ssh_authorized_keys").add(loginKey);
        return config;
    }

    private ObjectNode identity() {
        ObjectNode config = object().put("hostname", hostname);
        config.put("ssh_deletekeys", true).putArray("ssh_genkeytypes").add("ed25519");
        config.putObject("ssh_keys").put("ed25519_private", hostKey).put("ed25519_public", hostKeyLine);
        return config;
    }
}
