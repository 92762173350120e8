package io.jm.drivers.openstack;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.cloud.Poll;
import io.jm.driver.DriverContext;
import io.jm.text.Excerpt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a machine, from what is on record on; what a failure leaves is deleted again. */
final class Steps {
    private static final Duration[] ACTIVE_DELAYS = {
        Duration.ZERO,
        Duration.ofMillis(1000),
        Duration.ofMillis(1500),
        Duration.ofMillis(2250),
        Duration.ofMillis(3375),
        Duration.ofSeconds(5)
    };
    private static final Duration APPEARS_WITHIN = Duration.ofSeconds(10);
    private static final Duration ADDRESS_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration CLEANUP_TIMEOUT = Duration.ofSeconds(60);

    private final DriverContext context;
    private final Cloud cloud;
    private final OpenStackConfig config;
    private final String metadata;
    private final boolean reuse;
    private final Runnable save;
    private final Marked marked;
    private final Unanswered unanswered;
    private final MakeOnce once;
    /** Whether all that is on record was made by this run, or was left without a server. */
    private boolean mayDelete;

    /**
     * Prepares the steps.
     *
     * @param metadata as the user gave it
     * @param reuse whether to take a free floating address
     */
    Steps(DriverContext context, Cloud cloud, OpenStackConfig config, String metadata, boolean reuse, Runnable save) {
        this.context = context;
        this.cloud = cloud;
        this.config = config;
        this.metadata = metadata;
        this.reuse = reuse;
        this.save = save;
        this.marked = new Marked(cloud, config, context.machineName());
        this.unanswered = new Unanswered(config, context.ticker(), save);
        this.once = new MakeOnce(unanswered, context.ticker(), save);
    }

    void run() {
        try {
            make();
        } catch (CancelledException e) {
            // there is no time for more; everything is on record
            throw e;
        } catch (JmException e) {
            throw mayDelete ? afterCleanup(e) : e;
        }
    }

    private void make() {
        Ticker ticker = context.ticker();
        String machine = context.machineName();
        new Names(cloud, config).resolve();
        Server server = existing();
        // a server of an earlier run may be a good one that could not be reached for a moment
        mayDelete = server == null;
        Map<String, String> pairs = server == null ? Metadata.parse(metadata, context::say) : Map.of();
        new KeyStep(cloud, config, context.machineDirectory(), machine, unanswered, once, save).run();
        if (server == null) {
            context.say("Creating machine...");
            new ServerStep(cloud, config, marked, once, save).run(machine, pairs);
        }
        awaitActive();
        new VolumeStep(cloud, config, marked, once, ticker, save).run();
        if (config.hasPool()) {
            new FloatingStep(cloud, config, marked, once, reuse, save).run();
        }
        if (!config.has(OpenStackConfig.ADDRESS)) {
            config.put(OpenStackConfig.ADDRESS, awaitAddress());
        }
        // what fails here is tried again by rm
        leftovers().deleteDuplicates(CLEANUP_TIMEOUT).failures().forEach(context::trace);
        if (!unanswered.any()) {
            config.put(OpenStackConfig.MARK, "");
        }
        save.run();
    }

    /**
     * Returns the server of an earlier attempt; one that failed before it was ready is deleted first.
     *
     * @throws JmException if a server that was ready, and may have data, is gone or in the state ERROR
     */
    private @Nullable Server existing() {
        if (!config.has(OpenStackConfig.SERVER_ID) && config.has(OpenStackConfig.MARK)) {
            new ServerStep(cloud, config, marked, once, save).adopt();
        }
        if (!config.has(OpenStackConfig.SERVER_ID)) {
            return null;
        }
        Server server = cloud.compute().find(config.text(OpenStackConfig.SERVER_ID));
        if (server != null && !server.is(Server.ERROR)) {
            return server;
        }
        if (!config.has(OpenStackConfig.MARK) || config.has(OpenStackConfig.ADDRESS)) {
            throw notReplaced(server);
        }
        leftovers().delete(CLEANUP_TIMEOUT).finish();
        // somebody else may have it by now
        config.put(OpenStackConfig.ADDRESS, "");
        return null;
    }

    private JmException notReplaced(@Nullable Server server) {
        String id = Excerpt.line(config.text(OpenStackConfig.SERVER_ID));
        String remove = "\"rm " + context.machineName() + "\" deletes it";
        if (server == null) {
            return new JmException("The server " + id + " is gone. What else belongs to the machine is kept"
                    + inParentheses(others()) + ": " + remove + ", and create makes a new machine after that");
        }
        return new JmException("The server " + id + " is in the state ERROR"
                + (server.fault().isEmpty() ? "" : ": " + server.fault()) + ". It may have data, so that it is not"
                + " replaced: \"openstack server reboot --hard " + id + "\" may repair it; " + remove
                + " with its volumes");
    }

    private Leftovers leftovers() {
        return new Leftovers(cloud, config, context.machineName(), context.ticker(), save, context::trace);
    }

    private void awaitActive() {
        String id = config.text(OpenStackConfig.SERVER_ID);
        Duration timeout = Duration.ofSeconds(config.activeTimeout());
        long start = context.ticker().nanos();
        new Poll(context.ticker(), timeout, ACTIVE_DELAYS)
                .until(
                        () -> {
                            Server server = cloud.compute().find(id);
                            boolean young = context.ticker().nanos() - start < APPEARS_WITHIN.toNanos();
                            if (server == null && young) {
                                // another API node may not know it yet
                                return null;
                            }
                            return isActive(server, id) ? Boolean.TRUE : null;
                        },
                        "The server " + Excerpt.line(id) + " is not active after " + timeout.toSeconds() + " s; --"
                                + OpenStackFlags.ACTIVE_TIMEOUT + " sets the limit");
    }

    private static boolean isActive(@Nullable Server server, String id) {
        if (server == null) {
            throw new JmException("server " + Excerpt.line(id) + " not found");
        }
        if (server.is(Server.ERROR)) {
            String fault = server.fault();
            throw new JmException(
                    "Instance creation failed. Instance is in ERROR state" + (fault.isEmpty() ? "" : ": " + fault));
        }
        return server.is(Server.ACTIVE);
    }

    private String awaitAddress() {
        String id = config.text(OpenStackConfig.SERVER_ID);
        return new Poll(context.ticker(), ADDRESS_TIMEOUT, Duration.ZERO, Duration.ofSeconds(2))
                .until(
                        () -> {
                            Server server = cloud.compute().find(id);
                            isActive(server, id);
                            String address = address(server, config);
                            return address.isEmpty() ? null : address;
                        },
                        "No IP found for the machine");
    }

    /** Returns the address of a server by the user's choice; empty if it has none of that kind. */
    static String address(@Nullable Server server, OpenStackConfig config) {
        return server == null
                ? ""
                : server.address(config.hasPool(), config.ipVersion(), config.text(OpenStackConfig.NETWORK_NAME));
    }

    private JmException afterCleanup(JmException failure) {
        Leftovers leftovers = leftovers();
        List<String> left = leftovers.delete(CLEANUP_TIMEOUT).failures();
        String remove = "\"rm " + context.machineName() + "\" ";
        List<String> lines = new ArrayList<>(List.of(failure.getMessage()));
        if (!left.isEmpty()) {
            List<String> names = others();
            addRecord(names, "server ", OpenStackConfig.SERVER_ID);
            lines.add("Not everything that was made could be deleted again" + inParentheses(names) + "; " + remove
                    + "tries it once more:");
            lines.addAll(left);
        }
        leftovers.missing().forEach(missing -> lines.add(missing + "; " + remove + "looks for it again"));
        return lines.size() == 1 ? failure : new JmException(String.join("\n", lines), failure.exitCode(), failure);
    }

    /** Returns the names of what is on record, without the server. */
    private List<String> others() {
        List<String> names = new ArrayList<>();
        addRecord(names, "floating address ", OpenStackConfig.FLOATING_ID);
        addRecord(names, "volume ", OpenStackConfig.VOLUME_ID);
        addRecord(names, "key pair ", OpenStackConfig.KEY_PAIR);
        return names;
    }

    private void addRecord(List<String> names, String what, String key) {
        if (config.has(key)) {
            names.add(what + Excerpt.line(config.text(key)));
        }
    }

    private static String inParentheses(List<String> names) {
        return names.isEmpty() ? "" : " (" + String.join(", ", names) + ")";
    }
}
