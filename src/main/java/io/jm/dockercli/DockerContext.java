package io.jm.dockercli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One context of docker's CLI: the document in its meta.json. Keys that jm does not know are kept.
 *
 * @param document the document
 */
public record DockerContext(ObjectNode document) {
    private static final String NAME = "Name";
    private static final String METADATA = "Metadata";
    private static final String DESCRIPTION = "Description";
    private static final String OWNER = "jm";
    private static final String MACHINE = "Machine";
    private static final String STORE = "Store";
    private static final String KIND = "Kind";
    private static final String ENDPOINTS = "Endpoints";
    private static final String DOCKER = "docker";
    private static final String HOST = "Host";
    private static final String SKIP_TLS_VERIFY = "SkipTLSVerify";

    /** Returns a new context that has no endpoint yet. */
    public static DockerContext named(String name, String description) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put(NAME, name);
        document.putObject(METADATA).put(DESCRIPTION, description);
        return new DockerContext(document);
    }

    public String name() {
        return document.path(NAME).asText();
    }

    /** Returns the engine's address; empty if the context has none. */
    public String host() {
        return document.path(ENDPOINTS).path(DOCKER).path(HOST).asText();
    }

    /** Returns who made the context, or null if jm did not. */
    public @Nullable ContextOwner owner() {
        JsonNode owner = document.path(METADATA).path(OWNER);
        return owner.isObject()
                ? new ContextOwner(
                        owner.path(MACHINE).asText(),
                        owner.path(STORE).asText(),
                        owner.path(KIND).asText())
                : null;
    }

    /** Returns a copy with another owner and address; a description that the user changed stays. */
    public DockerContext with(ContextOwner owner, String host) {
        ObjectNode changed = document.deepCopy();
        child(changed, METADATA)
                .putObject(OWNER)
                .put(MACHINE, owner.machine())
                .put(STORE, owner.store())
                .put(KIND, owner.kind());
        ObjectNode endpoint = child(child(changed, ENDPOINTS), DOCKER);
        endpoint.put(HOST, host);
        if (!endpoint.path(SKIP_TLS_VERIFY).isBoolean()) {
            endpoint.put(SKIP_TLS_VERIFY, false);
        }
        return new DockerContext(changed);
    }

    private static ObjectNode child(ObjectNode parent, String key) {
        return parent.get(key) instanceof ObjectNode object ? object : parent.putObject(key);
    }
}
