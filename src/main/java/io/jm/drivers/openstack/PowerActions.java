package io.jm.drivers.openstack;

import io.jm.base.Ticker;
import io.jm.cloud.ApiException;
import io.jm.cloud.Poll;
import io.jm.text.Excerpt;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts, stops and restarts a server. */
final class PowerActions {
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration REBOOT_TIMEOUT = Duration.ofSeconds(120);
    private static final Duration DELAY = Duration.ofSeconds(2);

    private final Compute compute;
    private final Ticker ticker;

    PowerActions(Compute compute, Ticker ticker) {
        this.compute = compute;
        this.ticker = ticker;
    }

    void start(Server server) {
        String action = switch (server.status()) {
            case Server.ACTIVE -> "";
            case "PAUSED" -> "unpause";
            case "SUSPENDED" -> "resume";
            case "SHELVED", "SHELVED_OFFLOADED" -> "unshelve";
            default -> "os-start";
        };
        if (!action.isEmpty()) {
            send(() -> compute.action(server.id(), action), "vm_state active");
        }
    }

    void stop(String id) {
        send(() -> compute.action(id, "os-stop"), "vm_state stopped");
    }

    /** No harder stop exists for a user; one that does nothing is an error. */
    void kill(String id) {
        stop(id);
        new Poll(ticker, STOP_TIMEOUT, DELAY)
                .until(
                        () -> is(compute.server(id), Server.SHUTOFF),
                        "The server " + Excerpt.line(id) + " is not off after " + STOP_TIMEOUT.toSeconds()
                                + " s; the cloud has no harder stop");
    }

    void restart(String id) {
        send(() -> compute.reboot(id, "SOFT"), "");
        Poll poll = new Poll(ticker, REBOOT_TIMEOUT, Duration.ZERO, DELAY);
        Supplier<@Nullable Boolean> isBack = () -> is(compute.server(id), Server.ACTIVE);
        if (poll.within(isBack) == null) {
            send(() -> compute.reboot(id, "HARD"), "");
            poll.until(
                    isBack,
                    "The server " + Excerpt.line(id) + " is not back after " + REBOOT_TIMEOUT.toSeconds() + " s");
        }
    }

    private static @Nullable Boolean is(Server server, String status) {
        return server.is(status) && !server.isBusy() ? Boolean.TRUE : null;
    }

    /** Sends an action; again while the server is busy with another one, and not at all if it has had its effect. */
    private void send(Runnable action, String reached) {
        long end = ticker.nanos() + BUSY_TIMEOUT.toNanos();
        while (true) {
            try {
                action.run();
                return;
            } catch (ApiException e) {
                boolean conflict = e.status() == 409;
                if (conflict && !reached.isEmpty() && e.getMessage().contains(reached)) {
                    return;
                }
                if (!conflict || !e.getMessage().contains("task_state") || ticker.nanos() - end >= 0) {
                    throw e;
                }
            }
            ticker.sleep(DELAY);
        }
    }
}
