package io.jm.drivers.digitalocean;

import io.jm.cloud.ApiException;
import io.jm.cloud.ApiException.Kind;
import io.jm.cloud.Cleanup;
import io.jm.cloud.Poll;
import io.jm.driver.DriverContext;
import io.jm.ssh.RsaKeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
     * @param patient whether to wait until no droplet and no key can come any more of requests whose answers are missing;
     *     else those that come later stay on record
     */
    Cleanup run(boolean patient) {
        long own = config.dropletId();
        return new Cleanup()
                .step(() -> droplet(own))
                .step(() -> surplus(own, patient))
                .step(this::mark)
                .step(() -> key(patient));
    }

    /** Deletes what the creation of a droplet that is ready has left: the tag, and droplets of lost requests. */
    Cleanup afterCreation() {
        // without the tag, another droplet of the name may be somebody else's as well
        boolean sure = !config.mark().isEmpty();
        return sure
                ? new Cleanup().step(() -> surplus(config.dropletId(), true)).step(this::mark)
                : new Cleanup();
    }

    private void droplet(long own) {
        if (own > 0) {
            delete(own);
            config.dropletId(0);
            save.run();
        }
    }

    private void surplus(long own, boolean patient) {
        while (!pending.isEmpty()) {
            List<Droplet> found = patient ? pending.awaitOthers(own) : pending.listed(own);
            if (found.isEmpty()) {
                api.requireOwnAccount("droplet");
                pending.removeOutdated();
                return;
            }
            for (Droplet droplet : found) {
                delete(droplet.id());
                if (!pending.isEmpty()) {
                    pending.removeFirst();
                }
            }
        }
    }

    /** As long as there may be droplets that only the tag tells, it stays. */
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
    private void key(boolean patient) {
        if (!config.fingerprint().isEmpty()) {
            return;
        }
        if (config.keyId() > 0) {
            deleteKey(Long.toString(config.keyId()));
            config.keyId(0);
            save.run();
        } else {
            pendingKey(patient);
        }
    }

    private void pendingKey(boolean patient) {
        Instant sent = config.pendingKey();
        if (sent == null) {
            return;
        }
        RsaKeyPair pair = LoginKey.ownIfThere(context);
        if (pair != null && !deleteWhenThere(pair.fingerprint(), sent, patient)) {
            api.requireOwnAccount("SSH key");
            if (!api.isTooLateFor(sent)) {
                return;
            }
        }
        config.keySettled();
        save.run();
    }

    private boolean deleteWhenThere(String fingerprint, Instant sent, boolean patient) {
        Poll poll = new Poll(
                context.ticker(),
                patient ? PendingDroplets.LONGEST : Duration.ZERO,
                Duration.ZERO,
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(5));
        Boolean deleted = poll.within(() -> {
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
