package io.jm.drivers.openstack;

import static io.jm.cloud.CloudRequest.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requests to Neutron. */
final class Network {
    private static final Service SERVICE = Service.NETWORK;

    private final OpenStackClient client;

    Network(OpenStackClient client) {
        this.client = client;
    }

    List<JsonNode> networks() {
        return client.list(SERVICE, "/networks", "networks");
    }

    List<JsonNode> networks(String name) {
        return client.list(SERVICE, "/networks?name=" + encoded(name), "networks");
    }

    JsonNode network(String id) {
        return client.get(SERVICE, "/networks/" + encoded(id)).path("network");
    }

    List<JsonNode> securityGroups(String name, String project) {
        String query = "?name=" + encoded(name) + "&project_id=" + encoded(project);
        return client.list(SERVICE, "/security-groups" + query, "security_groups");
    }

    JsonNode securityGroup(String id) {
        return client.get(SERVICE, "/security-groups/" + encoded(id)).path("security_group");
    }

    /**
     * Returns the ports of a server.
     *
     * @param network only those on it; empty for all
     */
    List<JsonNode> ports(String server, String network) {
        String query = "?device_id=" + encoded(server) + (network.isEmpty() ? "" : "&network_id=" + encoded(network));
        return client.list(SERVICE, "/ports" + query, "ports");
    }

    /** Returns the floating addresses of a project from an external network. */
    List<JsonNode> floatingAddresses(String pool, String project) {
        String query = "?floating_network_id=" + encoded(pool) + "&tenant_id=" + encoded(project);
        return client.list(SERVICE, "/floatingips" + query, "floatingips");
    }

    List<JsonNode> floatingAddresses(String address) {
        return client.list(SERVICE, "/floatingips?floating_ip_address=" + encoded(address), "floatingips");
    }

    JsonNode floatingAddress(String id) {
        return client.get(SERVICE, "/floatingips/" + encoded(id)).path("floatingip");
    }

    /** Makes a floating address and gives it to a port. */
    JsonNode allocate(String pool, String port, String description) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("floatingip")
                .put("description", description)
                .put("floating_network_id", pool)
                .put("port_id", port);
        return client.sendOnce(SERVICE, "/floatingips", body, "").path("floatingip");
    }

    /** Gives a floating address to a port; to none for null. */
    void associate(String id, @Nullable String port) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("floatingip").put("port_id", port);
        client.send("PUT", SERVICE, "/floatingips/" + encoded(id), body);
    }

    void release(String id) {
        client.delete(SERVICE, "/floatingips/" + encoded(id));
    }
}
