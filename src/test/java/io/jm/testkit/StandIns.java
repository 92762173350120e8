package io.jm.testkit;

import io.jm.base.Ticker;
import io.jm.drivers.amazonec2.Ec2StandIn;
import io.jm.drivers.digitalocean.DigitalOceanStandIn;

/** The stand-ins of providers by the names of their drivers. */
final class StandIns {
    private StandIns() {}

    static StandIn of(String driver) {
        return switch (driver) {
            case "amazonec2" -> new Ec2StandIn(Ticker.system());
            case "digitalocean" -> new DigitalOceanStandIn(Ticker.system());
            default -> throw new IllegalArgumentException(driver);
        };
    }
}
