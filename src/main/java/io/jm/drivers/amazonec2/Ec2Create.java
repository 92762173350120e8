package io.jm.drivers.amazonec2;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.cloud.ApiException;
import io.jm.driver.DriverContext;
import io.jm.ssh.RsaKeyPair;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the instance, or goes on where that stopped; each thing is on record before the next is made. */
final class Ec2Create {
    private final DriverContext context;
    private final Ec2Access access;
    private final Ec2Config config;
    private final InstanceLookup lookup;
    private final Runnable save;

    Ec2Create(DriverContext context, Ec2Access access, Ec2Config config, InstanceLookup lookup, Runnable save) {
        this.context = context;
        this.access = access;
        this.config = config;
        this.lookup = lookup;
        this.save = save;
    }

    /**
     * Makes the instance.
     *
     * @param zone the zone to ask for; empty if the subnet decides
     * @throws JmException after everything was removed again; what could not be removed is named and stays on record
     */
    void run(String zone) {
        context.say("Launching instance...");
        boolean again = RsaKeyPair.isIn(context.machineDirectory());
        Launch launch = new Launch(context, access.api(), config, zone);
        try {
            new MachineKey(context, access.api(), config, save).make();
            new SecurityGroups(context, access.api(), config, save).make();
            if (!adopt() && !(again && adoptLost())) {
                record(launch.run());
            }
            awaitUsable();
        } catch (CancelledException e) {
            throw e;
        } catch (JmException e) {
            List<String> left = new Ec2Remove(context, access, config, save).afterFailure(launch.mayExist());
            lookup.forget();
            throw left.isEmpty()
                    ? e
                    : new JmException(
                            e.getMessage() + "\nNot everything could be removed again; remove the rest with: "
                                    + context.environment().program() + " rm " + context.machineName() + "\n"
                                    + String.join("\n", left),
                            e.exitCode(),
                            e);
        }
    }

    /** Takes over an instance that an earlier create launched, whether its id arrived here or not. */
    private boolean adopt() {
        String id = config.text(Ec2Config.INSTANCE_ID);
        if (!id.isEmpty()) {
            Instance instance = known(id);
            if (instance != null && !instance.isGone()) {
                return true;
            }
            config.set(Ec2Config.INSTANCE_ID, "");
            config.putId();
            save.run();
        }
        return false;
    }

    /** An earlier create may have been ended before the answer to its launch came. */
    private boolean adoptLost() {
        for (Instance instance : access.api().launchedWith(config.launchTokens())) {
            if (!instance.isGone()) {
                record(instance);
                return true;
            }
            config.putId();
        }
        return false;
    }

    private @Nullable Instance known(String id) {
        try {
            return access.api().instance(id);
        } catch (ApiException e) {
            if (e.is(ApiException.Kind.NOT_FOUND)) {
                return null;
            }
            throw e;
        }
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
        save.run();
    }
}
