package io.jm.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Where a machine's keys and certificates are, as config.json says it: texts, which may be empty. Paths come from
 * {@code lifecycle.CertificateFiles}.
 *
 * @param json the object; keys jm does not know stay in it
 */
public record AuthOptions(ObjectNode json) {
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
