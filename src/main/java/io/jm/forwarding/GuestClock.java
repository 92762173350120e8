package io.jm.forwarding;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.engine.ContainerClient;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshReply;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Keeps the clock of a machine right: a virtual machine stands still while its host sleeps. Compares it with the host's each
 * minute, and at once when the host's clock has jumped, which it does after a sleep.
 */
final class GuestClock {
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration COMPARE = Duration.ofMinutes(1);
    private static final Duration JUMP = Duration.ofSeconds(10);
    private static final Duration ALLOWED = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    /** How often in a row the clock is set, so that jm does not fight for ever with a program that sets another time. */
    private static final int MAX_IN_A_ROW = 2;

    private final ContainerClient engine;
    private final Supplier<SshExecutor> login;
    private final WatchLog log;
    private final Ticker ticker;

    private Duration sinceComparison = Duration.ZERO;
    private Instant wall;
    private long monotonic;
    private int inARow;

    /**
     * Creates an instance.
     *
     * @param login opens an SSH connection to the machine
     */
    GuestClock(ContainerClient engine, Supplier<SshExecutor> login, WatchLog log, Ticker ticker) {
        this.engine = engine;
        this.login = login;
        this.log = log;
        this.ticker = ticker;
        this.wall = ticker.now();
        this.monotonic = ticker.nanos();
    }

    /** Looks at the clocks until the thread or the process ends. */
    void run() {
        while (true) {
            try {
                ticker.sleep(LOOK);
                look();
            } catch (CancelledException e) {
                return;
            }
        }
    }

    /** Looks at the host's clock, and at the machine's if it is time. */
    void look() {
        Instant now = ticker.now();
        long nanos = ticker.nanos();
        Duration passed = Duration.ofNanos(nanos - monotonic);
        boolean jumped = Duration.between(wall, now).minus(passed).abs().compareTo(JUMP) > 0;
        wall = now;
        monotonic = nanos;
        sinceComparison = sinceComparison.plus(passed);
        if (jumped) {
            inARow = 0;
        }
        if (jumped || sinceComparison.compareTo(COMPARE) >= 0) {
            sinceComparison = Duration.ZERO;
            compare();
        }
    }

    private void compare() {
        try {
            Duration apart = apart();
            if (apart.abs().compareTo(ALLOWED) < 0) {
                inARow = 0;
            } else if (inARow < MAX_IN_A_ROW) {
                inARow++;
                set(apart);
            }
        } catch (CancelledException e) {
            throw e;
        } catch (JmException e) {
            // the engine is away, or its host: compared at the next look
            sinceComparison = COMPARE;
        }
    }

    /** Returns how far the machine's clock is ahead of the host's, zero if the difference may come from the time of the request. */
    private Duration apart() {
        Instant before = ticker.now();
        Instant there = engine.time(ANSWER);
        Instant after = ticker.now();
        if (there.isAfter(before) && there.isBefore(after)) {
            return Duration.ZERO;
        }
        return there.isBefore(before) ? Duration.between(before, there) : Duration.between(after, there);
    }

    private void set(Duration apart) {
        String by = String.format(
                Locale.ROOT, "%.1f s %s", Math.abs(apart.toMillis()) / 1000.0, apart.isNegative() ? "slow" : "fast");
        try (SshExecutor host = login.get()) {
            SshReply hardware = host.run("sudo -n hwclock -s");
            SshReply set = hardware.succeeded() && apart().abs().compareTo(ALLOWED) < 0
                    ? hardware
                    : host.run("sudo -n date -u -s @" + ticker.now().getEpochSecond());
            log.line("the machine's clock was " + by
                    + (set.succeeded()
                            ? "; it is set"
                            : " and cannot be set: " + set.output().strip()));
        } catch (CancelledException e) {
            throw e;
        } catch (JmException e) {
            log.line("the machine's clock is " + by + " and cannot be set: " + e.getMessage());
        }
    }
}
