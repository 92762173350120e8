package io.jm.drivers.openstack;

import static io.jm.cloud.CloudRequest.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.cloud.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requests to Nova. */
final class Compute {
    private static final Service SERVICE = Service.COMPUTE;

    private final OpenStackClient client;

    Compute(OpenStackClient client) {
        this.client = client;
    }

    Server server(String id) {
        return new Server(client.get(SERVICE, "/servers/" + encoded(id)).path("server"));
    }

    /** Returns the server; null if there is none of that id. */
    @Nullable
    Server find(String id) {
        Server server = ApiException.ifFound(() -> server(id));
        return server == null || server.isDeleted() ? null : server;
    }

    /** Returns all servers of the project. */
    List<Server> servers() {
        return list("/servers/detail");
    }

    /** Returns the servers of a name, which is not unique. */
    List<Server> named(String name) {
        // the parameter is a regular expression
        String escaped = name.replaceAll("([\\\\.+*?\\[\\](){}|^$])", "\\\\$1");
        return list("/servers/detail?name=" + encoded("^" + escaped + "$")).stream()
                .filter(server -> server.json().path("name").asText().equals(name))
                .toList();
    }

    private List<Server> list(String path) {
        return client.list(SERVICE, path, "servers").stream().map(Server::new).toList();
    }

    /** Makes a server and returns its id. */
    String create(ObjectNode body, String microversion) {
        return client.sendOnce(SERVICE, "/servers", body, microversion)
                .path("server")
                .path("id")
                .asText();
    }

    void delete(String id) {
        client.delete(SERVICE, "/servers/" + encoded(id));
    }

    /** Sends an action without parameters. */
    void action(String id, String action) {
        send(id, JsonNodeFactory.instance.objectNode().putNull(action));
    }

    void reboot(String id, String type) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("reboot").put("type", type);
        send(id, body);
    }

    void addFloatingAddress(String id, String address) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("addFloatingIp").put("address", address);
        send(id, body);
    }

    private void send(String id, ObjectNode body) {
        client.send("POST", SERVICE, "/servers/" + encoded(id) + "/action", body);
    }

    void attach(String server, String volume, String device) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode attachment = body.putObject("volumeAttachment");
        if (!device.isEmpty()) {
            attachment.put("device", device);
        }
        attachment.put("volumeId", volume);
        client.send("POST", SERVICE, "/servers/" + encoded(server) + "/os-volume_attachments", body);
    }

    List<JsonNode> flavors() {
        return client.list(SERVICE, "/flavors/detail", "flavors");
    }

    JsonNode flavor(String id) {
        return client.get(SERVICE, "/flavors/" + encoded(id)).path("flavor");
    }

    JsonNode keyPair(String name) {
        return client.get(SERVICE, "/os-keypairs/" + encoded(name)).path("keypair");
    }

    void createKeyPair(String name, String publicKey) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("keypair").put("name", name).put("public_key", publicKey);
        client.sendOnce(SERVICE, "/os-keypairs", body, "");
    }

    void deleteKeyPair(String name) {
        client.delete(SERVICE, "/os-keypairs/" + encoded(name));
    }

    List<JsonNode> serverGroups() {
        return client.listByOffset(SERVICE, "/os-server-groups", "server_groups");
    }

    /** Returns the highest microversion of the service, as {@code 2.93}; empty if it has none. */
    String maxMicroversion() {
        return client.get(SERVICE, "/").path("version").path("version").asText();
    }

    /** The floating addresses of clouds without Neutron, from a pool that has a name only. */
    JsonNode allocate(String pool) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("pool", pool);
        return client.sendOnce(SERVICE, "/os-floating-ips", body, "").path("floating_ip");
    }

    List<JsonNode> floatingAddresses() {
        return client.list(SERVICE, "/os-floating-ips", "floating_ips");
    }

    void release(String id) {
        client.delete(SERVICE, "/os-floating-ips/" + encoded(id));
    }
}
