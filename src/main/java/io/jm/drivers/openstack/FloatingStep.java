package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.cloud.ApiException;
import org.jspecify.annotations.Nullable;

/** Gives the server a floating address: a new one, unless the user wants to take free ones of the project. */
final class FloatingStep {
    /** Where Neutron has the address itself. */
    private static final String ADDRESS = "floating_ip_address";

    private final Cloud cloud;
    private final OpenStackConfig config;
    private final Marked marked;
    private final MakeOnce once;
    private final boolean reuse;
    private final Runnable save;

    FloatingStep(Cloud cloud, OpenStackConfig config, Marked marked, MakeOnce once, boolean reuse, Runnable save) {
        this.cloud = cloud;
        this.config = config;
        this.marked = marked;
        this.once = once;
        this.reuse = reuse;
        this.save = save;
    }

    void run() {
        if (config.isSet(OpenStackConfig.NOVA_NETWORK)) {
            fromNova();
            return;
        }
        if (config.has(OpenStackConfig.FLOATING_ID)) {
            return;
        }
        String port = port();
        if (reuse && takeFree(port)) {
            return;
        }
        Network network = cloud.network();
        String pool = config.text(OpenStackConfig.POOL_ID);
        JsonNode address = once.run(
                Thing.ADDRESS,
                () -> known(network.allocate(pool, port, marked.addressDescription()), ADDRESS),
                () -> marked.addresses().stream().findFirst().orElse(null));
        record(address, ADDRESS, true);
    }

    private static @Nullable JsonNode known(JsonNode address, String key) {
        boolean complete = !address.path("id").asText().isEmpty()
                && Server.isAddress(address.path(key).asText());
        return complete ? address : null;
    }

    private void record(JsonNode address, String key, boolean owned) {
        config.put(OpenStackConfig.FLOATING_ID, address.path("id").asText());
        config.put(OpenStackConfig.FLOATING_OWNED, owned);
        config.put(OpenStackConfig.ADDRESS, address.path(key).asText());
        save.run();
    }

    /** Returns the port of the server with a fixed IPv4 address, since a floating address is translated to one. */
    private String port() {
        String server = config.text(OpenStackConfig.SERVER_ID);
        for (JsonNode port : cloud.network().ports(server, config.text(OpenStackConfig.NETWORK_ID))) {
            for (JsonNode fixed : port.path("fixed_ips")) {
                if (fixed.path("ip_address").asText().indexOf(':') < 0) {
                    return port.path("id").asText();
                }
            }
        }
        throw new JmException("The server has no port with an IPv4 address for the floating address");
    }

    /** Another process may take the same one: who has it in the end is asked. */
    private boolean takeFree(String port) {
        Network network = cloud.network();
        for (JsonNode address : network.floatingAddresses(config.text(OpenStackConfig.POOL_ID), cloud.projectId())) {
            String id = address.path("id").asText();
            boolean free = address.path("port_id").asText("").isEmpty() && known(address, ADDRESS) != null;
            if (free && isTaken(network, id, port)) {
                record(address, ADDRESS, false);
                return true;
            }
        }
        return false;
    }

    private static boolean isTaken(Network network, String id, String port) {
        try {
            network.associate(id, port);
        } catch (ApiException e) {
            if (e.is(ApiException.Kind.EXISTS) || e.is(ApiException.Kind.NOT_FOUND)) {
                return false;
            }
            throw e;
        }
        return network.floatingAddress(id).path("port_id").asText("").equals(port);
    }

    private void fromNova() {
        Compute compute = cloud.compute();
        String server = config.text(OpenStackConfig.SERVER_ID);
        if (config.has(OpenStackConfig.FLOATING_ID)) {
            // an earlier run may have ended before the server got it
            if (!compute.server(server).hasAddress(config.text(OpenStackConfig.ADDRESS))) {
                compute.addFloatingAddress(server, config.text(OpenStackConfig.ADDRESS));
            }
            return;
        }
        String pool = config.text(OpenStackConfig.POOL);
        JsonNode free = reuse ? freeOfNova(compute, pool) : null;
        record(free == null ? allocated(compute, pool) : free, "ip", free == null);
        compute.addFloatingAddress(server, config.text(OpenStackConfig.ADDRESS));
    }

    /** It is asked for once: an address of Nova has nothing by which it could be found again. */
    private JsonNode allocated(Compute compute, String pool) {
        JsonNode address = once.send(Thing.ADDRESS, () -> known(compute.allocate(pool), "ip"));
        if (address == null) {
            throw new JmException("The cloud's answer has no floating address");
        }
        return address;
    }

    private static @Nullable JsonNode freeOfNova(Compute compute, String pool) {
        return compute.floatingAddresses().stream()
                .filter(address -> address.path("pool").asText().equals(pool))
                .filter(address -> address.path("instance_id").asText("").isEmpty() && known(address, "ip") != null)
                .findFirst()
                .orElse(null);
    }
}
