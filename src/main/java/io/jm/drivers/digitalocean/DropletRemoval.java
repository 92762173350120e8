package io.jm.drivers.digitalocean;

import io.jm.cloud.ApiException;
import io.jm.cloud.ApiException.Kind;
import io.jm.cloud.Cleanup;
import io.jm.driver.DriverContext;
import io.jm.ssh.RsaKeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Deletes what was made for a machine, each thing for which there is a record, whatever happens to the others. */
final class DropletRemoval {
    private final DriverContext context;
    private final DropletConfig config;
    private final DigitalOceanApi api;
    private final Runnable save;
    private final PendingDroplets pending;

    /**
     * Prepares to delete.
     *
     * @param save called after each deletion
     */
    DropletRemoval(DriverContext context, DropletConfig config, DigitalOceanApi api, Runnable save) {
        this.context = context;
        this.config = config;
        this.api = api;
        this.save = save;
        this.pending = new PendingDroplets(context, config, api, save);
    }

    /**
     * Deletes everything; the droplet first, since it costs money.
     *
     * @param timeout how long to wait for droplets and a key of requests whose answers are missing, as long as they can come;
     *     those that come later stay on record
     */
    Cleanup run(Duration timeout) {
        long own = config.dropletId();
        return new Cleanup()
                .step(() -> droplet(own))
                .step(() -> surplus(own, timeout))
                .step(this::mark)
                .step(() -> key(timeout));
    }

    /** Deletes what the creation of a droplet that is ready has left: the tag, and droplets of lost requests. */
    Cleanup afterCreation() {
        // without the tag, another droplet of the name may be another user's as well
        boolean sure = !config.mark().isEmpty();
        return sure
                ? new Cleanup()
                        .step(() -> surplus(config.dropletId(), PendingDroplets.LONGEST))
                        .step(this::mark)
                : new Cleanup();
    }

    private void droplet(long own) {
        if (own > 0) {
            delete(own);
            config.dropletId(0);
            save.run();
        }
    }

    private void surplus(long own, Duration timeout) {
        Set<Long> known = new HashSet<>(Set.of(own));
        while (!pending.isEmpty()) {
            List<Droplet> found = pending.await(known, timeout);
            if (found.isEmpty()) {
                api.requireOwnAccount("droplet");
                pending.removeOutdated();
                return;
            }
            for (Droplet droplet : found) {
                delete(droplet.id());
                known.add(droplet.id());
                if (!pending.isEmpty()) {
                    pending.removeFirst();
                }
            }
        }
    }

    /** The tag stays as long as there may be droplets that are found by it only. */
    private void mark() {
        String mark = config.mark();
        if (mark.isEmpty() || !pending.isEmpty()) {
            return;
        }
        try {
            api.deleteTag(mark);
        } catch (ApiException e) {
            if (e.is(Kind.DENIED)) {
                context.say("The tag " + mark + " stays in the account: the token may not delete it");
            } else if (!e.is(Kind.NOT_FOUND)) {
                throw e;
            }
        }
        config.mark("");
        save.run();
    }

    private void delete(long id) {
        try {
            new LockedDroplet(api, context.ticker(), id).run(() -> {
                api.deleteDroplet(id);
                return true;
            });
        } catch (ApiException e) {
            ignoreGone(e, "droplet");
        }
    }

    /** The key of a fingerprint is the user's own and stays. */
    private void key(Duration timeout) {
        if (!config.fingerprint().isEmpty()) {
            return;
        }
        if (config.keyId() > 0) {
            deleteKey(Long.toString(config.keyId()));
            config.keyId(0);
            save.run();
        } else {
            pendingKey(timeout);
        }
    }

    private void pendingKey(Duration timeout) {
        Instant sent = config.pendingKey();
        if (sent == null) {
            return;
        }
        RsaKeyPair pair = LoginKey.ownIfThere(context);
        if (pair != null && !deleteWhenThere(pair.fingerprint(), sent, timeout)) {
            api.requireOwnAccount("SSH key");
            if (!api.isTooLateFor(sent)) {
                return;
            }
        }
        config.keySettled();
        save.run();
    }

    private boolean deleteWhenThere(String fingerprint, Instant sent, Duration timeout) {
        Boolean deleted = PendingDroplets.looks(context.ticker(), timeout).within(() -> {
            try {
                api.deleteKey(fingerprint);
                return true;
            } catch (ApiException e) {
                if (!e.is(Kind.NOT_FOUND)) {
                    throw e;
                }
                return api.isTooLateFor(sent) ? false : null;
            }
        });
        return Boolean.TRUE.equals(deleted);
    }

    private void deleteKey(String idOrFingerprint) {
        try {
            api.deleteKey(idOrFingerprint);
        } catch (ApiException e) {
            ignoreGone(e, "SSH key");
        }
    }

    private void ignoreGone(ApiException failure, String what) {
        if (!failure.is(Kind.NOT_FOUND)) {
            throw failure;
        }
        api.requireOwnAccount(what);
        context.say("Digital Ocean " + what + " doesn't exist, assuming it is already deleted");
    }
}
