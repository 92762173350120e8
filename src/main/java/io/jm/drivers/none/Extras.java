package io.jm.drivers.none;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.machine.ExtrasFile;

/**
 * What the user specified about a recorded engine and docker-machine's config.json has no key for. It is kept in a file
 * of jm's own under the key {@code none}.
 *
 * @param tlsDisabled whether the engine speaks without TLS
 * @param sshUser empty if not specified
 * @param sshPort 0 if not specified
 * @param sshKey the private key's absolute path; empty if not specified
 */
record Extras(boolean tlsDisabled, String sshUser, int sshPort, String sshKey) {
    private static final String KEY = "none";

    /**
     * Reads the file; all is unspecified if there is none.
     *
     * @throws JmException if it is no JSON object, or cannot be read
     */
    static Extras read(ExtrasFile file) {
        JsonNode none = file.read().path(KEY);
        JsonNode ssh = none.path("ssh");
        return new Extras(
                none.path("tls").asText().equals("off"),
                ssh.path("user").asText(),
                Math.max(0, ssh.path("port").asInt()),
                ssh.path("key").asText());
    }

    /** Writes the file if there is anything to write. */
    void write(ExtrasFile file) {
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        if (tlsDisabled) {
            none.put("tls", "off");
        }
        ObjectNode ssh = ssh();
        if (!ssh.isEmpty()) {
            none.set("ssh", ssh);
        }
        if (!none.isEmpty()) {
            file.edit(document -> document.set(KEY, none));
        }
    }

    private ObjectNode ssh() {
        ObjectNode ssh = JsonNodeFactory.instance.objectNode();
        if (!sshUser.isEmpty()) {
            ssh.put("user", sshUser);
        }
        if (sshPort != 0) {
            ssh.put("port", sshPort);
        }
        if (!sshKey.isEmpty()) {
            ssh.put("key", sshKey);
        }
        return ssh;
    }
}
