package io.jm.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.machine.StoreLayout;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Migrates documents of earlier versions of docker-machine, one step per version. */
final class Migrations {
    private Migrations() {}

    /** Whether the document must be migrated; throws if its version is newer than the current one. */
    static boolean needed(ObjectNode stored) {
        JsonNode version = version(stored);
        if (!version.isMissingNode() && !version.isNull() && !version.isNumber()) {
            throw new JmException(
                    MachineCodec.ERROR_PREFIX + ": json: cannot unmarshal " + (version.isTextual() ? "string" : "value")
                            + " into Go struct field MetadataV0.ConfigVersion of type int");
        }
        if (version.isNumber() && !MachineCodec.isWhole(version)) {
            throw new JmException(MachineCodec.ERROR_PREFIX + ": json: cannot unmarshal number " + version.asText()
                    + " into Go struct field MetadataV0.ConfigVersion of type int");
        }
        if (version.asLong() > DocumentSchema.VERSION) {
            throw new JmException(MachineCodec.ERROR_PREFIX
                    + ": config version is from the future -- you should upgrade your Docker Machine client");
        }
        return version.asLong() < DocumentSchema.VERSION;
    }

    /** Returns the version; as in Go, the case of the key does not matter. */
    private static JsonNode version(ObjectNode stored) {
        for (Iterator<Map.Entry<String, JsonNode>> fields = stored.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (field.getKey().equalsIgnoreCase("ConfigVersion")) {
                return field.getValue();
            }
        }
        return stored.path("ConfigVersion");
    }

    /** Returns the document in the current version; {@link MachineCodec} orders its keys. */
    static ObjectNode migrate(ObjectNode stored, String name, StoreLayout layout) {
        long version = version(stored).asLong();
        ObjectNode document = stored.deepCopy();
        if (version == 0) {
            document = fromZero(document);
        }
        if (version <= 1) {
            document = fromOne(document, name, layout);
        }
        return fromTwo(document, layout);
    }

    /** Version 0 had all keys at the top level, and no engine options. */
    private static ObjectNode fromZero(ObjectNode old) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ObjectNode engine = nodes.objectNode();
        engine.put("TlsVerify", true);
        engine.put("InstallURL", "https://get.docker.com");
        ObjectNode swarm = nodes.objectNode();
        move(old, "SwarmDiscovery", swarm, "Discovery");
        move(old, "SwarmHost", swarm, "Host");
        move(old, "SwarmMaster", swarm, "Master");
        ObjectNode auth = nodes.objectNode();
        auth.set("StorePath", old.path("StorePath").isMissingNode() ? nodes.textNode("") : old.get("StorePath"));
        for (String key : new String[] {
            "CaCertPath", "PrivateKeyPath", "ServerCertPath", "ServerKeyPath", "ClientCertPath", "ClientKeyPath"
        }) {
            move(old, key, auth, key);
        }
        ObjectNode host = nodes.objectNode();
        host.set("EngineOptions", engine);
        host.set("SwarmOptions", swarm);
        host.set("AuthOptions", auth);
        old.set("HostOptions", host);
        return old;
    }

    /** Version 1 had another name for the CA key, and the machine directory at the top level. */
    private static ObjectNode fromOne(ObjectNode old, String name, StoreLayout layout) {
        if (!(old.get("HostOptions") instanceof ObjectNode host)
                || !(host.get("AuthOptions") instanceof ObjectNode auth)) {
            throw new JmException(MachineCodec.ERROR_PREFIX + ": the document has no HostOptions or no AuthOptions");
        }
        move(auth, "PrivateKeyPath", auth, "CaPrivateKeyPath");
        removeObsolete(host, "EngineOptions", List.of("TlsCaCert", "TlsCert", "TlsKey"));
        removeObsolete(host, "SwarmOptions", List.of("TlsCaCert", "TlsCert", "TlsKey", "TlsVerify"));
        old.remove("StorePath");
        auth.put("CertDir", layout.certs().toString());
        auth.put("StorePath", layout.root().toString());
        old.put("Name", name);
        return old;
    }

    private static void removeObsolete(ObjectNode host, String options, List<String> keys) {
        if (host.get(options) instanceof ObjectNode obsolete) {
            obsolete.remove(keys);
        }
    }

    /** Version 2 had no StorePath in the driver's data; docker-machine sorts that object's keys when it adds it. */
    private static ObjectNode fromTwo(ObjectNode old, StoreLayout layout) {
        if (!(old.get("Driver") instanceof ObjectNode driver)) {
            throw new JmException(MachineCodec.ERROR_PREFIX + ": the document has no Driver");
        }
        Map<String, JsonNode> sorted = new TreeMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = driver.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            sorted.put(field.getKey(), field.getValue());
        }
        sorted.put("StorePath", JsonNodeFactory.instance.textNode(layout.root().toString()));
        ObjectNode current = JsonNodeFactory.instance.objectNode();
        current.setAll(sorted);
        old.set("Driver", current);
        old.put("ConfigVersion", DocumentSchema.VERSION);
        return old;
    }

    private static void move(ObjectNode from, String key, ObjectNode to, String as) {
        JsonNode value = from.remove(key);
        if (value != null) {
            to.set(as, value);
        }
    }
}
