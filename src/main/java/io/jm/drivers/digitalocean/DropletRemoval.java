package io.jm.drivers.digitalocean;

import io.jm.cloud.ApiException;
import io.jm.cloud.ApiException.Kind;
import io.jm.cloud.Cleanup;
import io.jm.driver.DriverContext;
import io.jm.ssh.RsaKeyPair;
import java.time.Instant;

/** Deletes what was made for a machine, each thing for which there is a record, whatever happens to the others. */
final class DropletRemoval {
    private final DriverContext context;
    private final DropletConfig config;
    private final DigitalOceanApi api;
    private final Runnable save;

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
    }

    /** The droplet first, since it costs money. */
    Cleanup run() {
        return new Cleanup().step(this::droplet).step(this::pendingDroplet).step(this::key);
    }

    private void droplet() {
        if (config.dropletId() > 0) {
            delete(config.dropletId());
            config.dropletId(0);
            save.run();
        }
    }

    /** A droplet whose creation was not answered has the machine's name and is as old as the request. */
    private void pendingDroplet() {
        Instant since = config.dropletPendingSince();
        if (since != null) {
            new LostDroplet(api, context).find(since).forEach(droplet -> delete(droplet.id()));
            config.dropletSettled();
            save.run();
        }
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
    private void key() {
        if (!config.fingerprint().isEmpty()) {
            return;
        }
        if (config.keyId() > 0) {
            deleteKey(Long.toString(config.keyId()));
            config.keyId(0);
            save.run();
        } else if (config.isKeyPending()) {
            RsaKeyPair pair = LoginKey.ownIfThere(context);
            if (pair != null) {
                deleteKey(pair.fingerprint());
            }
            config.keySettled();
            save.run();
        }
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
