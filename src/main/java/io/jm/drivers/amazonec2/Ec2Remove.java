package io.jm.drivers.amazonec2;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.cloud.ApiException;
import io.jm.cloud.Cleanup;
import io.jm.driver.DriverContext;
import java.util.List;

/** Removes what was made for the machine. What is gone is taken off the record at once. */
final class Ec2Remove {
    private final DriverContext context;
    private final Ec2Access access;
    private final Ec2Config config;
    private final Runnable save;
    private final PendingLaunch pending;
    private final Account account;
    private boolean unknown;
    private boolean lookFailed;

    Ec2Remove(DriverContext context, Ec2Access access, Ec2Config config, Runnable save) {
        this.context = context;
        this.access = access;
        this.config = config;
        this.save = save;
        this.pending = new PendingLaunch(context.ticker(), config, access::api, save);
        this.account = new Account(context, access, config);
    }

    /**
     * Removes everything.
     *
     * @throws JmException with a line for each thing that could not be removed
     */
    void all() {
        Cleanup cleanup = new Cleanup().step(() -> instance(false));
        rest(cleanup);
        cleanup.finish();
    }

    /**
     * Removes everything after a failure of create. A launch that is in doubt stays on record.
     *
     * @return the errors
     */
    List<String> afterFailure() {
        if (!access.usesOthers()) {
            account.show();
        }
        Cleanup cleanup = new Cleanup().step(() -> instance(true));
        rest(cleanup);
        return cleanup.failures();
    }

    private void rest(Cleanup cleanup) {
        if (unknown) {
            return;
        }
        cleanup.step(this::spotRequest);
        // an instance that may still be there is looked for as long as the key pair is on record
        if (!lookFailed) {
            cleanup.step(this::keyPair);
        }
    }

    private void instance(boolean fresh) {
        String id = config.text(Ec2Config.INSTANCE_ID);
        if (!id.isEmpty()) {
            terminate(id);
            return;
        }
        context.say("Missing instance ID, this is likely due to a failure during machine creation");
        // docker-machine drops keys that it does not know; the key pair is on record before anything is made
        boolean begun = !fresh && !config.text(Ec2Config.KEY_NAME).isEmpty();
        if (pending.isOnRecord() || begun) {
            lost(fresh);
        }
    }

    /** Terminates an instance that was launched although its id never arrived here. */
    private void lost(boolean fresh) {
        lookFailed = true;
        List<Instance> found;
        try {
            found = pending.find();
        } catch (CancelledException e) {
            throw e;
        } catch (JmException e) {
            throw new JmException("unable to look for an instance of this machine: " + e.getMessage(), e.exitCode(), e);
        }
        lookFailed = false;
        for (Instance instance : found) {
            config.set(Ec2Config.SPOT_REQUEST_ID, instance.spotRequestId());
            if (instance.isGone()) {
                pending.forgetInstance();
            } else {
                terminate(instance.id());
            }
        }
        if (found.isEmpty() && pending.isOnRecord()) {
            nothingFound(fresh);
        }
    }

    private void nothingFound(boolean fresh) {
        String looked = "there is no instance with " + pending.tokens() + " in " + config.text(Ec2Config.REGION);
        if (fresh) {
            throw new JmException(looked + " yet, but EC2 did not report that it launched none");
        }
        requireAccount("an instance with " + pending.tokens());
        context.say("The launch of this machine was not answered, and " + looked);
        pending.end();
    }

    private void terminate(String id) {
        try {
            Boolean known = pending.withKnown(id, any -> {
                access.api().terminate(id);
                return Boolean.TRUE;
            });
            if (known == null) {
                requireAccount(id);
                context.say("Remote instance does not exist, proceeding with removing local reference");
            }
            account.show();
        } catch (ApiException e) {
            throw new JmException("unable to terminate instance: " + e.getMessage(), e.exitCode(), e);
        }
        pending.forgetInstance();
    }

    private void requireAccount(String what) {
        if (!account.isShown()) {
            unknown = true;
            throw new JmException(
                    "unable to terminate instance: " + account.unknown(what).getMessage());
        }
    }

    private void spotRequest() {
        String id = config.text(Ec2Config.SPOT_REQUEST_ID);
        if (id.isEmpty()) {
            return;
        }
        try {
            access.api().cancelSpotRequest(id);
        } catch (ApiException e) {
            if (!e.is(ApiException.Kind.NOT_FOUND)) {
                throw new JmException("unable to cancel spot request " + id + ": " + e.getMessage(), e.exitCode(), e);
            }
        }
        config.set(Ec2Config.SPOT_REQUEST_ID, "");
        save.run();
    }

    private void keyPair() {
        if (config.flag(Ec2Config.EXISTING_KEY)) {
            return;
        }
        String name = config.text(Ec2Config.KEY_NAME);
        if (name.isEmpty()) {
            context.say("Missing key pair name, this is likely due to a failure during machine creation");
            return;
        }
        try {
            if (account.isShown()) {
                access.api().deleteKeyPair(name);
            } else if (access.api().publicKey(name) != null) {
                throw new JmException("the key pair " + name + " has another key than this machine's, so it stays; the"
                        + " credentials may be of another account. Forget the machine with rm -f");
            }
        } catch (ApiException e) {
            throw new JmException("unable to delete key pair " + name + ": " + e.getMessage(), e.exitCode(), e);
        }
        config.set(Ec2Config.KEY_NAME, "");
        save.run();
    }
}
