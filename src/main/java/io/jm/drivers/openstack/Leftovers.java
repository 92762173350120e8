package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.Ticker;
import io.jm.cloud.ApiException;
import io.jm.cloud.Cleanup;
import io.jm.cloud.Poll;
import io.jm.text.Excerpt;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Deletes all that was made for a machine. Every step is tried; an id is forgotten, and that is saved, when it is certain
 * that the thing is gone.
 */
final class Leftovers {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration NEXT = Duration.ofSeconds(2);

    private final Cloud cloud;
    private final OpenStackConfig config;
    private final String machine;
    private final Ticker ticker;
    private final Runnable save;
    private final Consumer<String> say;

    /**
     * Prepares the deletion.
     *
     * @param say where lines for the user go
     */
    Leftovers(Cloud cloud, OpenStackConfig config, String machine, Ticker ticker, Runnable save, Consumer<String> say) {
        this.cloud = cloud;
        this.config = config;
        this.machine = machine;
        this.ticker = ticker;
        this.save = save;
        this.say = say;
    }

    /** Whether anything is on record that may be at the cloud. */
    static boolean areAny(OpenStackConfig config) {
        boolean keyPair = config.has(OpenStackConfig.KEY_PAIR) && !config.isSet(OpenStackConfig.EXISTING_KEY);
        return keyPair
                || config.has(OpenStackConfig.SERVER_ID)
                || config.has(OpenStackConfig.MARK)
                || config.isSet(OpenStackConfig.FLOATING_OWNED)
                || config.isSet(OpenStackConfig.VOLUME_OWNED);
    }

    /**
     * Deletes everything.
     *
     * @param timeout how long to wait until the server is gone
     */
    Cleanup delete(Duration timeout) {
        Cleanup cleanup = new Cleanup();
        cleanup.step(this::floatingAddress);
        cleanup.step(() -> server(timeout));
        if (config.has(OpenStackConfig.MARK)) {
            // also what was made although its answer was lost
            cleanup.step(this::markedAddresses);
            cleanup.step(() -> markedServers(timeout));
        }
        cleanup.step(this::volume);
        if (config.has(OpenStackConfig.MARK) && VolumeStep.isWanted(config)) {
            cleanup.step(this::markedVolumes);
        }
        cleanup.step(this::keyPair);
        if (cleanup.failures().isEmpty()) {
            forget(OpenStackConfig.MARK);
        }
        return cleanup;
    }

    private void forget(String key) {
        if (config.has(key)) {
            config.put(key, "");
            save.run();
        }
    }

    private void floatingAddress() {
        String id = config.text(OpenStackConfig.FLOATING_ID);
        String address = config.text(OpenStackConfig.ADDRESS);
        if (id.isEmpty()) {
            if (config.hasPool() && !address.isEmpty() && !config.isSet(OpenStackConfig.NOVA_NETWORK)) {
                disassociate(address);
            }
            return;
        }
        if (config.isSet(OpenStackConfig.FLOATING_OWNED)) {
            gone(() -> release(id));
        } else {
            say.accept("The floating address " + address + " stays allocated to the project");
        }
        config.put(OpenStackConfig.ADDRESS, "");
        config.put(OpenStackConfig.FLOATING_OWNED, false);
        forget(OpenStackConfig.FLOATING_ID);
    }

    private void release(String id) {
        if (config.isSet(OpenStackConfig.NOVA_NETWORK)) {
            cloud.compute().release(id);
        } else {
            cloud.network().release(id);
        }
    }

    /** Machines of other programs do not have on record whose the address is. */
    private void disassociate(String address) {
        Network network = cloud.network();
        for (JsonNode floating : network.floatingAddresses(address)) {
            String port = floating.path("port_id").asText("");
            boolean ours = !port.isEmpty()
                    && config.has(OpenStackConfig.SERVER_ID)
                    && network.ports(config.text(OpenStackConfig.SERVER_ID), "").stream()
                            .anyMatch(one -> one.path("id").asText().equals(port));
            if (ours) {
                network.associate(floating.path("id").asText(), null);
                say.accept("The floating address " + Excerpt.line(address) + " stays allocated to the project");
            }
        }
    }

    private void markedAddresses() {
        if (config.has(OpenStackConfig.POOL_ID)) {
            for (JsonNode address : FloatingStep.marked(cloud, config, machine)) {
                gone(() -> release(address.path("id").asText()));
            }
        }
    }

    private void server(Duration timeout) {
        if (!config.has(OpenStackConfig.SERVER_ID)) {
            return;
        }
        String id = config.text(OpenStackConfig.SERVER_ID);
        if (!gone(() -> cloud.compute().delete(id))) {
            say.accept("Remote instance does not exist, proceeding with removing local reference");
        } else {
            awaitEnd(id, timeout);
        }
        forget(OpenStackConfig.SERVER_ID);
    }

    private void markedServers(Duration timeout) {
        for (Server server : ServerStep.marked(cloud, config, machine)) {
            if (!server.id().equals(config.text(OpenStackConfig.SERVER_ID))
                    && gone(() -> cloud.compute().delete(server.id()))) {
                awaitEnd(server.id(), timeout);
            }
        }
    }

    /** Some clouds keep a deleted server for a while, so that their operators can restore it. */
    private void awaitEnd(String id, Duration timeout) {
        new Poll(ticker, timeout, FIRST, NEXT)
                .until(
                        () -> {
                            Server server = cloud.compute().find(id);
                            return server == null || server.is(Server.SOFT_DELETED) ? Boolean.TRUE : null;
                        },
                        "The server " + Excerpt.line(id) + " is still there after " + timeout.toSeconds()
                                + " s, although the cloud accepted its deletion");
    }

    private void volume() {
        if (config.isSet(OpenStackConfig.VOLUME_OWNED)) {
            deleteVolume(config.text(OpenStackConfig.VOLUME_ID));
            config.put(OpenStackConfig.VOLUME_OWNED, false);
            forget(OpenStackConfig.VOLUME_ID);
        }
    }

    private void markedVolumes() {
        VolumeStep.marked(cloud, config, machine)
                .forEach(volume -> deleteVolume(volume.path("id").asText()));
    }

    /** A volume can be deleted when it is detached, which follows the end of the server. */
    private void deleteVolume(String id) {
        gone(() -> {
            new Poll(ticker, Duration.ofSeconds(60), Duration.ZERO, NEXT)
                    .until(
                            () -> switch (cloud.volumes()
                                    .volume(id)
                                    .path("status")
                                    .asText()) {
                                case "in-use", "detaching", "attaching", "reserved" -> null;
                                default -> Boolean.TRUE;
                            },
                            "The volume " + Excerpt.line(id) + " is still attached");
            cloud.volumes().delete(id);
        });
    }

    private void keyPair() {
        if (!config.has(OpenStackConfig.KEY_PAIR) || config.isSet(OpenStackConfig.EXISTING_KEY)) {
            return;
        }
        if (!gone(() -> cloud.compute().deleteKeyPair(config.text(OpenStackConfig.KEY_PAIR)))) {
            say.accept("Keypair already deleted");
        }
        forget(OpenStackConfig.KEY_PAIR);
    }

    /** Runs a deletion; returns false if there was nothing to delete. */
    private static boolean gone(Runnable deletion) {
        try {
            deletion.run();
            return true;
        } catch (ApiException e) {
            if (e.is(ApiException.Kind.NOT_FOUND)) {
                return false;
            }
            throw e;
        }
    }
}
