package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.cloud.AnswerLostException;
import io.jm.cloud.ApiException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives the server a floating address: a new one, unless the user wants to take free ones of the project. */
final class FloatingStep {
    private static final int ATTEMPTS = 3;
    private static final Duration LOOK_DELAY = Duration.ofSeconds(3);

    private final Cloud cloud;
    private final OpenStackConfig config;
    private final String machine;
    private final boolean reuse;
    private final Ticker ticker;
    private final Runnable save;

    FloatingStep(Cloud cloud, OpenStackConfig config, String machine, boolean reuse, Ticker ticker, Runnable save) {
        this.cloud = cloud;
        this.config = config;
        this.machine = machine;
        this.reuse = reuse;
        this.ticker = ticker;
        this.save = save;
    }

    void run() {
        if (config.isSet(OpenStackConfig.NOVA_NETWORK)) {
            fromNova();
            return;
        }
        String port = port();
        if (reuse && takeFree(port)) {
            return;
        }
        String description = description(config, machine);
        Network network = cloud.network();
        record(
                once(
                        () -> network.allocate(config.text(OpenStackConfig.POOL_ID), port, description),
                        () -> marked(cloud, config, machine)),
                "floating_ip_address",
                true);
    }

    /** Records the address that an earlier run made, if there is one. */
    void adopt() {
        boolean wanted = config.has(OpenStackConfig.POOL_ID) && !config.isSet(OpenStackConfig.NOVA_NETWORK);
        if (wanted && !config.has(OpenStackConfig.FLOATING_ID)) {
            marked(cloud, config, machine).stream()
                    .findFirst()
                    .ifPresent(address -> record(address, "floating_ip_address", true));
        }
    }

    /** By which the address is found again whose answer was lost. */
    private static String description(OpenStackConfig config, String machine) {
        return "jm " + machine + " " + config.text(OpenStackConfig.MARK);
    }

    /** Returns the addresses that were made for this machine. */
    static List<JsonNode> marked(Cloud cloud, OpenStackConfig config, String machine) {
        if (!config.has(OpenStackConfig.MARK)) {
            return List.of();
        }
        String wanted = description(config, machine);
        return cloud.network().floatingAddresses(config.text(OpenStackConfig.POOL_ID), cloud.projectId()).stream()
                .filter(address -> address.path("description").asText().equals(wanted))
                .toList();
    }

    private JsonNode once(Supplier<JsonNode> make, Supplier<List<JsonNode>> made) {
        for (int attempt = 1; ; attempt++) {
            try {
                return make.get();
            } catch (AnswerLostException e) {
                ticker.sleep(LOOK_DELAY);
                List<JsonNode> found = made.get();
                if (!found.isEmpty()) {
                    return found.get(0);
                }
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void record(JsonNode address, String key, boolean owned) {
        String id = address.path("id").asText();
        String ip = address.path(key).asText();
        if (id.isEmpty() || !Server.isAddress(ip)) {
            throw new JmException("The cloud's answer has no floating address");
        }
        config.put(OpenStackConfig.FLOATING_ID, id);
        config.put(OpenStackConfig.FLOATING_OWNED, owned);
        config.put(OpenStackConfig.ADDRESS, ip);
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
            if (address.path("port_id").asText("").isEmpty() && isTaken(network, id, port)) {
                record(address, "floating_ip_address", false);
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
        String pool = config.text(OpenStackConfig.POOL);
        JsonNode free = reuse ? freeOfNova(compute, pool) : null;
        record(free == null ? compute.allocate(pool) : free, "ip", free == null);
        compute.addFloatingAddress(config.text(OpenStackConfig.SERVER_ID), config.text(OpenStackConfig.ADDRESS));
    }

    private static @Nullable JsonNode freeOfNova(Compute compute, String pool) {
        return compute.floatingAddresses().stream()
                .filter(address -> address.path("pool").asText().equals(pool))
                .filter(address -> address.path("instance_id").asText("").isEmpty())
                .findFirst()
                .orElse(null);
    }
}
