package io.jm.drivers.digitalocean;

import io.jm.cloud.SharedAnswers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Every droplet of an account by its number, for which the machines of one {@code ls} ask together.
 *
 * @param byId complete
 */
record AllDroplets(Map<Long, Droplet> byId) {
    static AllDroplets of(DigitalOceanApi api, String token, SharedAnswers answers) {
        return answers.get("digitalocean " + digest(token), AllDroplets.class, () -> {
            Map<Long, Droplet> byId = new HashMap<>();
            api.droplets().forEach(droplet -> byId.put(droplet.id(), droplet));
            return new AllDroplets(byId);
        });
    }

    private static String digest(String token) {
        try {
            byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
