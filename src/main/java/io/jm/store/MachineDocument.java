package io.jm.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import java.nio.file.Path;
import java.util.List;

/** Builds the document of a new machine; {@link EngineOption} adds what create asks for its engine. */
public final class MachineDocument {
    private final ObjectNode engine = JsonNodeFactory.instance.objectNode();
    private final ObjectNode swarm = JsonNodeFactory.instance.objectNode();
    private final ObjectNode auth = JsonNodeFactory.instance.objectNode();

    /** The paths of the certificates; an empty path is the default in the store. */
    public record Certificates(String caCert, String caKey, String clientCert, String clientKey) {}

    /** Starts with the values that depend only on the store, the name and the certificates. */
    public MachineDocument(StoreLayout layout, String name, Certificates certificates) {
        auth.put("CertDir", layout.certs().toString());
        auth.put("CaCertPath", or(certificates.caCert(), layout.caCert()));
        auth.put("CaPrivateKeyPath", or(certificates.caKey(), layout.caKey()));
        auth.put("ServerCertPath", layout.serverCert(name).toString());
        auth.put("ServerKeyPath", layout.serverKey(name).toString());
        auth.put("ClientCertPath", or(certificates.clientCert(), layout.clientCert()));
        auth.put("ClientKeyPath", or(certificates.clientKey(), layout.clientKey()));
        auth.put("StorePath", layout.machine(name).toString());
        engine.put("TlsVerify", true);
    }

    private static String or(String specified, Path defaultPath) {
        return specified.isEmpty() ? defaultPath.toString() : specified;
    }

    /** Sets an option of the classic swarm. */
    public MachineDocument swarm(String key, String value) {
        swarm.put(key, value);
        return this;
    }

    public MachineDocument swarm(String key, boolean value) {
        swarm.put(key, value);
        return this;
    }

    public MachineDocument swarm(String key, List<String> values) {
        swarm.set(key, array(values));
        return this;
    }

    /** Sets additional names and addresses for the engine's certificate. */
    public MachineDocument serverNames(List<String> names) {
        auth.set("ServerCertSANs", array(names));
        return this;
    }

    private static ArrayNode array(List<String> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        return array;
    }

    /** Returns the machine, with empty driver data. */
    public Machine machine(String name, String driverName) {
        ObjectNode host = JsonNodeFactory.instance.objectNode();
        host.set("EngineOptions", engine);
        host.set("SwarmOptions", swarm);
        host.set("AuthOptions", auth);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("DriverName", driverName);
        document.set("HostOptions", host);
        document.set("Driver", JsonNodeFactory.instance.objectNode());
        return new Machine(name, MachineCodec.canonical(name, document));
    }
}
