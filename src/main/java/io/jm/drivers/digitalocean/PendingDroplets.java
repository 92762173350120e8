package io.jm.drivers.digitalocean;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.cloud.Poll;
import io.jm.cloud.RandomName;
import io.jm.driver.DriverContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The droplets that requests may have made whose answers are missing. Each request is on record, with its time, until it is
 * answered, its droplet is found, or none can come any more. Droplets are found by a tag that only the requests of this
 * machine have; if the token may make no tags, by their name and age.
 */
final class PendingDroplets {
    /** The provider's clocks need not agree to the second. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    /** The timeout of a wait for all that may come; it ends before that, by the provider's clock. */
    static final Duration LONGEST = DigitalOceanApi.LATE.plusSeconds(30);

    private static final int MARK_BYTES = 12;

    private final DriverContext context;
    private final DropletConfig config;
    private final DigitalOceanApi api;
    private final Runnable save;

    PendingDroplets(DriverContext context, DropletConfig config, DigitalOceanApi api, Runnable save) {
        this.context = context;
        this.config = config;
        this.api = api;
        this.save = save;
    }

    boolean isEmpty() {
        return config.pendingDroplets().isEmpty();
    }

    /** Makes a tag for the requests that follow, unless there are earlier ones without it. */
    void mark() {
        if (isEmpty() && config.mark().isEmpty()) {
            config.mark("jm-" + RandomName.hex(MARK_BYTES));
        }
    }

    /** Records a request before it is sent. */
    void add() {
        List<Instant> requests = config.pendingDroplets();
        requests.add(api.time());
        config.pendingDroplets(requests);
        save.run();
    }

    /** Forgets the request that was sent last, since it was answered. */
    void removeLast() {
        List<Instant> requests = config.pendingDroplets();
        requests.remove(requests.size() - 1);
        config.pendingDroplets(requests);
        save.run();
    }

    /** Forgets the oldest request, since its droplet was found; which request it was of makes no difference. */
    void removeFirst() {
        List<Instant> requests = config.pendingDroplets();
        config.pendingDroplets(requests.subList(1, requests.size()));
        save.run();
    }

    /** Forgets all requests if no droplet can come any more. */
    void removeOutdated() {
        if (isOver()) {
            config.pendingDroplets(List.of());
            save.run();
        }
    }

    private boolean isOver() {
        List<Instant> requests = config.pendingDroplets();
        return requests.isEmpty() || api.isTooLateFor(requests.get(requests.size() - 1));
    }

    private List<Droplet> listed(Set<Long> known) {
        boolean marked = !config.mark().isEmpty();
        List<Droplet> found = marked ? api.dropletsTagged(config.mark()) : named();
        List<Droplet> others =
                found.stream().filter(droplet -> !known.contains(droplet.id())).toList();
        if (!marked && others.size() > config.pendingDroplets().size()) {
            throw ambiguous(others);
        }
        return others;
    }

    private List<Droplet> named() {
        List<Instant> requests = config.pendingDroplets();
        Instant from = requests.get(0).minus(SLACK);
        Instant until = requests.get(requests.size() - 1).plus(DigitalOceanApi.LATE);
        return api.dropletsNamed(context.machineName()).stream()
                .filter(one -> !one.created().isBefore(from) && one.created().isBefore(until))
                .toList();
    }

    private JmException ambiguous(List<Droplet> droplets) {
        String numbers = droplets.stream().map(one -> Long.toString(one.id())).collect(Collectors.joining(", "));
        return new JmException(
                "The droplets " + numbers + " have the name of the machine and were made at the same time, and"
                        + " jm cannot tell which one is the machine's: delete that one in the control panel, then use rm -f");
    }

    /** Looks for a few seconds, after a request whose answer was lost. */
    List<Droplet> await() {
        return await(
                Set.of(),
                new Poll(
                        context.ticker(),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(5)));
    }

    /**
     * Waits until another droplet is listed; returns none if none can come any more, or after the timeout.
     *
     * @param known the numbers of droplets that are not looked for: the machine's own, and those that are deleted, which the
     *     provider may list for a while
     * @param timeout zero to look once
     */
    List<Droplet> await(Set<Long> known, Duration timeout) {
        return await(known, looks(context.ticker(), timeout));
    }

    /** Returns a poll that looks at once, and then less and less often. */
    static Poll looks(Ticker ticker, Duration timeout) {
        return new Poll(
                ticker, timeout, Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(5));
    }

    private List<Droplet> await(Set<Long> known, Poll poll) {
        if (isEmpty()) {
            return List.of();
        }
        List<Droplet> found = poll.within(() -> {
            List<Droplet> now = listed(known);
            return now.isEmpty() && !isOver() ? null : now;
        });
        return found == null ? List.of() : found;
    }
}
