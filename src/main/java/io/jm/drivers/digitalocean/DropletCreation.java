package io.jm.drivers.digitalocean;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.cloud.AnswerLostException;
import io.jm.cloud.ApiException;
import io.jm.cloud.ApiException.Kind;
import io.jm.cloud.NotSentException;
import io.jm.cloud.Poll;
import io.jm.driver.DriverContext;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the key and the droplet of a machine, and goes on where an earlier attempt ended. Each number is on record before
 * the next thing is made; before each request that makes something, that it may have been made.
 */
final class DropletCreation {
    private static final Duration ADDRESS_LIMIT = Duration.ofMinutes(10);
    private static final int ATTEMPTS = 3;

    private final DriverContext context;
    private final DropletConfig config;
    private final DigitalOceanApi api;
    private final Runnable save;
    private final PendingDroplets pending;
    private final DropletRemoval removal;

    DropletCreation(DriverContext context, DropletConfig config, DigitalOceanApi api, Runnable save) {
        this.context = context;
        this.config = config;
        this.api = api;
        this.save = save;
        this.pending = new PendingDroplets(context, config, api, save);
        this.removal = new DropletRemoval(context, config, api, save);
    }

    /**
     * Makes everything that is not there; if that fails, deletes it again. What cannot be deleted stays on record, and so
     * does a droplet of an earlier attempt, which may be in use.
     */
    void run() {
        NewDroplet existing = existing();
        if (existing != null) {
            finish(existing);
            return;
        }
        try {
            finish(make());
        } catch (CancelledException e) {
            // no request can be sent any more
            throw e;
        } catch (JmException e) {
            List<String> left = removal.run(Duration.ZERO).failures();
            if (left.isEmpty()) {
                throw e;
            }
            throw new JmException(
                    e.getMessage() + "\nWhat was made could not be deleted again:\n" + String.join("\n", left),
                    e.exitCode(),
                    e);
        }
    }

    private NewDroplet make() {
        String userData =
                new UserData(config.userDataFile(), context.environment().workingDirectory()).read();
        long key = new LoginKey(context, config, api, save).prepare();
        if (config.image().isEmpty()) {
            config.image(DefaultImage.slug(api, config.region(), 0));
        }
        context.say("Creating Digital Ocean droplet...");
        return order(body(key, userData));
    }

    private void finish(NewDroplet droplet) {
        context.say("Waiting for IP address to be assigned to the Droplet...");
        config.address(address(droplet));
        save.run();
        // what is left then stays on record: the machine itself is ready
        removal.afterCreation().failures().forEach(context::trace);
    }

    /** Returns the droplet of an earlier attempt. */
    private @Nullable NewDroplet existing() {
        if (config.dropletId() > 0) {
            if (api.dropletIfThere(config.dropletId()) != null) {
                return new NewDroplet(config.dropletId(), 0);
            }
            api.requireOwnAccount("droplet");
            config.dropletId(0);
            config.address("");
            save.run();
        }
        List<Droplet> made = pending.await(Set.of(), PendingDroplets.LONGEST);
        if (!made.isEmpty()) {
            return found(made.get(0));
        }
        if (!pending.isEmpty()) {
            api.requireOwnAccount("droplet");
            pending.removeOutdated();
        }
        return null;
    }

    private NewDroplet order(ObjectNode body) {
        pending.mark();
        for (int attempt = 1; ; attempt++) {
            pending.add();
            try {
                NewDroplet made = api.createDroplet(tagged(body));
                config.dropletId(made.id());
                pending.removeLast();
                return made;
            } catch (AnswerLostException e) {
                List<Droplet> made = pending.await();
                if (!made.isEmpty()) {
                    return found(made.get(0));
                }
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (ApiException e) {
                pending.removeLast();
                if (!e.is(Kind.DENIED) || config.mark().isEmpty() || !pending.isEmpty()) {
                    throw e;
                }
                // perhaps the token may make droplets, and no tags
                config.mark("");
            } catch (JmException e) {
                if (e.getCause() instanceof NotSentException) {
                    pending.removeLast();
                }
                throw e;
            }
        }
    }

    private NewDroplet found(Droplet droplet) {
        config.dropletId(droplet.id());
        pending.removeFirst();
        return new NewDroplet(droplet.id(), 0);
    }

    private ObjectNode tagged(ObjectNode body) {
        if (config.mark().isEmpty()) {
            return body;
        }
        ObjectNode tagged = body.deepCopy();
        ArrayNode tags = tagged.putArray("tags");
        config.tags().forEach(tags::add);
        tags.add(config.mark());
        return tagged;
    }

    /** The order of the properties is docker-machine's. */
    private ObjectNode body(long key, String userData) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", context.machineName());
        body.put("region", config.region());
        body.put("size", config.size());
        if (config.image().matches("\\d{1,18}")) {
            body.put("image", Long.parseLong(config.image()));
        } else {
            body.put("image", config.image());
        }
        body.putArray("ssh_keys").add(key);
        body.put("backups", config.backups());
        body.put("ipv6", config.ipv6());
        if (config.privateNetworking()) {
            body.put("private_networking", true);
        }
        body.put("monitoring", config.monitoring());
        if (!userData.isEmpty()) {
            body.put("user_data", userData);
        }
        if (config.tags().isEmpty()) {
            body.putNull("tags");
        } else {
            ArrayNode tags = body.putArray("tags");
            config.tags().forEach(tags::add);
        }
        return body;
    }

    private String address(NewDroplet droplet) {
        Poll poll = new Poll(
                context.ticker(),
                ADDRESS_LIMIT,
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(5));
        return poll.until(
                () -> addressIfThere(droplet),
                "the droplet " + droplet.id() + " has no public IPv4 address after " + ADDRESS_LIMIT.toMinutes()
                        + " minutes");
    }

    private @Nullable String addressIfThere(NewDroplet droplet) {
        String address = api.droplet(droplet.id()).address();
        if (!address.isEmpty()) {
            return address;
        }
        if (droplet.action() > 0 && api.action(droplet.action()).isErrored()) {
            throw new JmException("droplet action create failed");
        }
        return null;
    }
}
