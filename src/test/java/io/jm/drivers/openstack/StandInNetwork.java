package io.jm.drivers.openstack;

import static io.jm.drivers.openstack.StandInReplies.foundByNeutron;
import static io.jm.drivers.openstack.StandInReplies.json;
import static io.jm.drivers.openstack.StandInReplies.named;
import static io.jm.drivers.openstack.StandInReplies.neutron;
import static io.jm.drivers.openstack.StandInReplies.object;
import static io.jm.drivers.openstack.StandInReplies.page;
import static io.jm.drivers.openstack.StandInReplies.query;
import static io.jm.drivers.openstack.StandInReplies.wrapped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import java.util.ArrayList;
import java.util.List;

/** Neutron of the cloud in memory. */
final class StandInNetwork {
    private final OpenStackStandIn cloud;

    StandInNetwork(OpenStackStandIn cloud) {
        this.cloud = cloud;
    }

    CloudReply answer(CloudRequest request, String[] path) {
        JsonNode body = json(request.body());
        switch (path[0]) {
            case "networks" -> {
                return path.length > 1
                        ? foundByNeutron(cloud.networks, path[1], "network", "NetworkNotFound")
                        : page(request, "networks", named(request, cloud.networks), cloud.pageSize);
            }
            case "security-groups" -> {
                return path.length > 1
                        ? foundByNeutron(cloud.groups, path[1], "security_group", "SecurityGroupNotFound")
                        : page(request, "security_groups", named(request, cloud.groups), cloud.pageSize);
            }
            case "ports" -> {
                String server = query(request, "device_id");
                List<ObjectNode> ports = new ArrayList<>();
                if (cloud.servers.containsKey(server)) {
                    ObjectNode port = object("id", "p-" + server, "device_id", server);
                    port.putArray("fixed_ips").addObject().put("ip_address", OpenStackStandIn.address(server));
                    ports.add(port);
                }
                return page(request, "ports", ports, cloud.pageSize);
            }
            default -> {
                return floating(request, path, body);
            }
        }
    }

    private CloudReply floating(CloudRequest request, String[] path, JsonNode body) {
        JsonNode given = body.path("floatingip");
        if (path.length == 1) {
            if (request.method().equals("POST")) {
                String id = "f-" + ++cloud.made;
                ObjectNode address = (ObjectNode) given.deepCopy();
                address.put("id", id).put("floating_ip_address", "203.0.113." + cloud.made);
                cloud.addresses.put(id, address);
                return page(201, wrapped("floatingip", address));
            }
            String wanted = query(request, "floating_ip_address");
            return page(
                    request,
                    "floatingips",
                    cloud.addresses.values().stream()
                            .filter(one -> wanted.isEmpty()
                                    || one.path("floating_ip_address").asText().equals(wanted))
                            .toList(),
                    cloud.pageSize);
        }
        ObjectNode address = cloud.addresses.get(path[1]);
        if (address == null) {
            return neutron(404, "FloatingIPNotFound", "Floating IP " + path[1] + " could not be found");
        }
        switch (request.method()) {
            case "DELETE" -> {
                cloud.addresses.remove(path[1]);
                return page(204, "");
            }
            case "PUT" -> address.set("port_id", given.path("port_id"));
            default -> {}
        }
        return page(200, wrapped("floatingip", address));
    }
}
