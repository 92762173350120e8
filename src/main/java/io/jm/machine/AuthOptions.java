package io.jm.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The paths of a machine's keys and certificates as recorded in config.json, which may be empty. {@code
 * certs.CertificateFiles} resolves them.
 *
 * @param json the JSON object, with its unknown keys
 */
public record AuthOptions(ObjectNode json) {
    /** Returns the JSON object of these paths in a config.json, which gets one if it has none. */
    public static ObjectNode in(ObjectNode document) {
        return child(child(document, "HostOptions"), "AuthOptions");
    }

    private static ObjectNode child(ObjectNode parent, String key) {
        return parent.get(key) instanceof ObjectNode object ? object : parent.putObject(key);
    }

    public String caCertPath() {
        return Fields.text(json, "CaCertPath");
    }

    public String caPrivateKeyPath() {
        return Fields.text(json, "CaPrivateKeyPath");
    }

    public String serverCertPath() {
        return Fields.text(json, "ServerCertPath");
    }

    public String serverKeyPath() {
        return Fields.text(json, "ServerKeyPath");
    }

    public String clientCertPath() {
        return Fields.text(json, "ClientCertPath");
    }

    public String clientKeyPath() {
        return Fields.text(json, "ClientKeyPath");
    }

    public List<String> serverCertSans() {
        return Fields.list(json, "ServerCertSANs");
    }

    public String storePath() {
        return Fields.text(json, "StorePath");
    }
}
