package io.jm.drivers.digitalocean;

import io.jm.cloud.SharedAnswers;
import io.jm.text.Sha256;
import java.util.HashMap;
import java.util.Map;

/**
 * Every droplet of an account by its number, for which the machines of one {@code ls} ask together.
 *
 * @param byId complete
 */
record AllDroplets(Map<Long, Droplet> byId) {
    static AllDroplets of(DigitalOceanApi api, String token, SharedAnswers answers) {
        return answers.get("digitalocean " + Sha256.hex(token), AllDroplets.class, () -> {
            Map<Long, Droplet> byId = new HashMap<>();
            api.droplets().forEach(droplet -> byId.put(droplet.id(), droplet));
            return new AllDroplets(byId);
        });
    }
}
