package io.jm.drivers.amazonec2;

import io.jm.base.JmException;
import io.jm.cloud.SharedAnswers;
import io.jm.driver.DriverContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The instance as EC2 described it last. One command asks once; {@code ls} asks once for all machines of an account and
 * region.
 */
final class InstanceLookup {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final DriverContext context;
    private final Ec2Access access;
    private final Ec2Config config;
    private final SharedAnswers shared;
    private @Nullable Instance last;
    private long asked;

    InstanceLookup(DriverContext context, Ec2Access access, Ec2Config config, SharedAnswers shared) {
        this.context = context;
        this.access = access;
        this.config = config;
        this.shared = shared;
    }

    /**
     * Returns the instance as it was a few seconds ago at most.
     *
     * @throws JmException if there is none
     */
    Instance current() {
        Instance known = last;
        if (known != null && context.ticker().nanos() - asked < FRESH.toNanos()) {
            return known;
        }
        return now();
    }

    /** Returns the instance as this process knows it, however long ago, so that logins ask nothing again. */
    Instance known() {
        Instance known = last;
        return known == null ? now() : known;
    }

    /** Asks again. */
    Instance now() {
        String id = config.text(Ec2Config.INSTANCE_ID);
        if (id.isEmpty()) {
            throw new JmException("instance not found: none was made for this machine");
        }
        Instance found = context.bulk() ? amongAll(id) : access.api().instance(id);
        if (found == null) {
            throw new JmException("instance " + id + " not found");
        }
        remember(found);
        return found;
    }

    void remember(Instance instance) {
        last = instance;
        asked = context.ticker().nanos();
    }

    void forget() {
        last = null;
    }

    /**
     * The instances of all machines of the store.
     *
     * @param asked the ids
     * @param found those that EC2 knows
     */
    private record Fleet(Set<String> asked, Map<String, Instance> found) {}

    private @Nullable Instance amongAll(String id) {
        Fleet fleet = shared.get(access.key(), Fleet.class, () -> fleet(id));
        return fleet.asked().contains(id) ? fleet.found().get(id) : access.api().instance(id);
    }

    private Fleet fleet(String id) {
        Set<String> asked = new StoredInstances(context.storePath(), context::trace).of(config.text(Ec2Config.REGION));
        asked.add(id);
        Map<String, Instance> found = new HashMap<>();
        access.api().instances(List.copyOf(asked)).forEach(instance -> found.put(instance.id(), instance));
        return new Fleet(asked, found);
    }
}
