package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.Ticker;
import io.jm.cloud.ApiException;
import io.jm.cloud.Cleanup;
import io.jm.cloud.Poll;
import io.jm.text.Excerpt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    private final Marked marked;
    private final Unanswered unanswered;
    private final Ticker ticker;
    private final Runnable save;
    private final Consumer<String> say;
    private final List<String> missing = new ArrayList<>();

    /**
     * Prepares the deletion.
     *
     * @param say where lines for the user go
     */
    Leftovers(Cloud cloud, OpenStackConfig config, String machine, Ticker ticker, Runnable save, Consumer<String> say) {
        this.marked = new Marked(cloud, config, machine);
        this.unanswered = new Unanswered(config, ticker, save);
        this.cloud = cloud;
        this.config = config;
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
        Set<String> recorded = recorded();
        Cleanup cleanup = new Cleanup();
        cleanup.step(this::floatingAddress);
        cleanup.step(() -> server(timeout));
        if (config.has(OpenStackConfig.MARK)) {
            // also what was made although its answer was lost
            cleanup.step(() -> awaitMarked(Thing.ADDRESS, recorded, this::release));
            cleanup.step(() -> awaitMarked(Thing.SERVER, recorded, id -> deleteServer(id, timeout)));
        }
        cleanup.step(this::volume);
        if (config.has(OpenStackConfig.MARK) && VolumeStep.isWanted(config)) {
            cleanup.step(() -> awaitMarked(Thing.VOLUME, recorded, this::deleteVolume));
        }
        cleanup.step(this::keyPair);
        if (cleanup.failures().isEmpty() && !unanswered.any()) {
            forget(OpenStackConfig.MARK);
        }
        return cleanup;
    }

    /** What a request without an answer may still make, after {@link #delete}: a message for each kind. */
    List<String> missing() {
        return List.copyOf(missing);
    }

    /** Deletes what was made twice, since the answer to the first request was lost: all with the mark that is not on record. */
    Cleanup deleteDuplicates(Duration timeout) {
        Cleanup cleanup = new Cleanup();
        Set<String> done = recorded();
        if (unanswered.any(Thing.ADDRESS)) {
            cleanup.step(() -> deleteMarked(Thing.ADDRESS, done, this::release));
        }
        if (unanswered.any(Thing.SERVER)) {
            cleanup.step(() -> deleteMarked(Thing.SERVER, done, id -> deleteServer(id, timeout)));
        }
        if (unanswered.any(Thing.VOLUME)) {
            cleanup.step(() -> deleteMarked(Thing.VOLUME, done, this::deleteVolume));
        }
        return cleanup;
    }

    private Set<String> recorded() {
        return new HashSet<>(Arrays.asList(
                config.text(OpenStackConfig.SERVER_ID),
                config.text(OpenStackConfig.VOLUME_ID),
                config.text(OpenStackConfig.FLOATING_ID)));
    }

    /** Deletes what has the mark; while a request may still be carried out, also what appears within some seconds. */
    private void awaitMarked(Thing thing, Set<String> done, Consumer<String> deletion) {
        MakeOnce.looks(ticker).within(() -> {
            deleteMarked(thing, done, deletion);
            return unanswered.any(thing) ? null : Boolean.TRUE;
        });
        if (unanswered.any(thing)) {
            missing.add(marked.missing(thing));
        }
    }

    private void deleteMarked(Thing thing, Set<String> done, Consumer<String> deletion) {
        for (String id : marked.ids(thing)) {
            // a list may show a server for a while that is deleted; the name of a key pair is free at once
            if (thing == Thing.KEY_PAIR || done.add(id)) {
                gone(() -> deletion.accept(id));
                unanswered.settled(thing);
                save.run();
            }
        }
        unanswered.expire(thing);
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

    private void server(Duration timeout) {
        if (!config.has(OpenStackConfig.SERVER_ID)) {
            return;
        }
        String id = config.text(OpenStackConfig.SERVER_ID);
        if (!gone(() -> deleteServer(id, timeout))) {
            say.accept("Remote instance does not exist, proceeding with removing local reference");
        }
        forget(OpenStackConfig.SERVER_ID);
    }

    private void deleteServer(String id, Duration timeout) {
        cloud.compute().delete(id);
        awaitEnd(id, timeout);
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
        Consumer<String> deletion = cloud.compute()::deleteKeyPair;
        if (unanswered.mayCome(Thing.KEY_PAIR)) {
            awaitMarked(Thing.KEY_PAIR, new HashSet<>(), deletion);
            if (unanswered.any(Thing.KEY_PAIR)) {
                return;
            }
        } else if (!gone(() -> deletion.accept(config.text(OpenStackConfig.KEY_PAIR)))) {
            say.accept("Keypair already deleted");
        }
        unanswered.settledAll(Thing.KEY_PAIR);
        forget(OpenStackConfig.KEY_PAIR);
    }

    /** Runs a deletion; returns false if there was nothing to delete. */
    static boolean gone(Runnable deletion) {
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
