package io.jm.drivers.digitalocean;

import io.jm.driver.DriverContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Looks for the droplet of a request whose answer was lost: it has the machine's name and was made soon afterwards. */
final class LostDroplet {
    /** The provider's clocks need not agree to the second. */
    private static final Duration EARLIER = Duration.ofSeconds(2);
    /** Longer than all attempts to send the request take; later droplets of the name are somebody else's. */
    private static final Duration LATER = Duration.ofMinutes(15);

    private final DigitalOceanApi api;
    private final DriverContext context;

    LostDroplet(DigitalOceanApi api, DriverContext context) {
        this.api = api;
        this.context = context;
    }

    /**
     * Returns the droplets that the request may have made.
     *
     * @param sent when it was sent, by the provider's clock
     */
    List<Droplet> find(Instant sent) {
        Instant from = sent.minus(EARLIER);
        Instant until = sent.plus(LATER);
        return api.dropletsNamed(context.machineName()).stream()
                .filter(one -> !one.created().isBefore(from) && one.created().isBefore(until))
                .toList();
    }
}
