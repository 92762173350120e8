package io.jm.drivers.amazonec2;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.driver.DriverContext;
import java.util.List;

/** Makes the instance, or goes on where that stopped; each thing is on record before the next is made. */
final class Ec2Create {
    private final DriverContext context;
    private final Ec2Access access;
    private final Ec2Config config;
    private final InstanceLookup lookup;
    private final Runnable save;
    private final PendingLaunch pending;
    private final Account account;
    /** Whether this run launches the instance: one of an earlier run may be a good one that has a bad moment. */
    private boolean mayDelete;

    Ec2Create(DriverContext context, Ec2Access access, Ec2Config config, InstanceLookup lookup, Runnable save) {
        this.context = context;
        this.access = access;
        this.config = config;
        this.lookup = lookup;
        this.save = save;
        this.pending = new PendingLaunch(context.ticker(), config, access::api, save);
        this.account = new Account(context, access, config);
    }

    /**
     * Makes the instance.
     *
     * @param zone the zone to ask for; empty if the subnet decides
     * @throws JmException after everything that this run made was removed again; what could not be removed is named and
     *     stays on record
     */
    void run(String zone) {
        context.say("Launching instance...");
        try {
            make(zone);
        } catch (CancelledException e) {
            throw e;
        } catch (JmException e) {
            throw mayDelete ? afterCleanup(e) : e;
        }
    }

    private void make(String zone) {
        boolean exists = adopt();
        mayDelete = !exists;
        new MachineKey(context, access.api(), config, save).make();
        new SecurityGroups(context, access.api(), config, save).make();
        if (!exists) {
            record(new Launch(context, access.api(), config, pending, zone).run());
        }
        awaitUsable();
    }

    private JmException afterCleanup(JmException failure) {
        List<String> left = new Ec2Remove(context, access, config, save).afterFailure();
        lookup.forget();
        return left.isEmpty()
                ? failure
                : new JmException(
                        failure.getMessage() + "\nNot everything could be removed again; remove the rest with: "
                                + context.environment().program() + " rm " + context.machineName() + "\n"
                                + String.join("\n", left),
                        failure.exitCode(),
                        failure);
    }

    /** Takes over an instance that an earlier create launched, whether its id arrived here or not. */
    private boolean adopt() {
        String id = config.text(Ec2Config.INSTANCE_ID);
        if (!id.isEmpty()) {
            Instance instance = pending.withKnown(id, access.api()::instance);
            if (instance != null && !instance.isGone()) {
                return true;
            }
            if (instance == null && !account.isShown()) {
                throw account.unknown(id);
            }
            pending.forgetInstance();
        } else if (pending.isOnRecord()) {
            List<Instance> found = pending.find();
            if (found.isEmpty() && !account.isShown()) {
                throw account.unknown("an instance with " + pending.tokens());
            }
            // what EC2 still does not show is launched with the same token, so that it cannot be there twice
            if (!found.isEmpty() && found.get(0).isGone()) {
                pending.forgetInstance();
            } else if (!found.isEmpty()) {
                record(found.get(0));
                return true;
            }
        }
        return false;
    }

    private void record(Instance instance) {
        config.set(Ec2Config.INSTANCE_ID, instance.id());
        config.set(Ec2Config.SPOT_REQUEST_ID, instance.spotRequestId());
        save.run();
    }

    private void awaitUsable() {
        Instance instance =
                new InstanceWait(context, access.api()).untilUsable(config.text(Ec2Config.INSTANCE_ID), config);
        config.set(Ec2Config.IP_ADDRESS, Ec2Address.require(config, instance));
        config.set(Ec2Config.PRIVATE_ADDRESS, instance.privateAddress());
        lookup.remember(instance);
        pending.end();
    }
}
