package io.jm.drivers.amazonec2;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.cloud.ApiException;
import io.jm.cloud.Cleanup;
import io.jm.driver.DriverContext;
import java.time.Duration;
import java.util.List;

/** Removes what was made for the machine. What is gone is taken off the record at once. */
final class Ec2Remove {
    /** How long EC2 may not know an instance that it has just launched. */
    private static final Duration VISIBLE = Duration.ofSeconds(60);

    private static final Duration DELAY = Duration.ofSeconds(5);

    private final DriverContext context;
    private final Ec2Access access;
    private final Ec2Config config;
    private final Runnable save;
    private boolean lookFailed;

    Ec2Remove(DriverContext context, Ec2Access access, Ec2Config config, Runnable save) {
        this.context = context;
        this.access = access;
        this.config = config;
        this.save = save;
    }

    /**
     * Removes everything.
     *
     * @throws JmException with a line for each thing that could not be removed
     */
    void all() {
        // the key pair is recorded before anything is made
        boolean begun = !config.text(Ec2Config.KEY_NAME).isEmpty();
        Cleanup cleanup = new Cleanup().step(() -> instance(begun, false));
        rest(cleanup);
        cleanup.finish();
    }

    /**
     * Removes everything after a failure of create.
     *
     * @param mayExist whether there may be an instance of which the id is not known
     * @return the errors
     */
    List<String> afterFailure(boolean mayExist) {
        Cleanup cleanup = new Cleanup().step(() -> instance(mayExist, true));
        rest(cleanup);
        return cleanup.failures();
    }

    private void rest(Cleanup cleanup) {
        if (isOfAnotherAccount(cleanup)) {
            return;
        }
        cleanup.step(this::spotRequest);
        // an instance that may still be there is looked for as long as the key pair is on record
        if (!lookFailed) {
            cleanup.step(this::keyPair);
        }
    }

    /** A key pair of the same name in another account belongs to somebody else. */
    private boolean isOfAnotherAccount(Cleanup cleanup) {
        return access.usesOthers() && !cleanup.failures().isEmpty();
    }

    private void instance(boolean mayExist, boolean fresh) {
        String id = config.text(Ec2Config.INSTANCE_ID);
        if (!id.isEmpty()) {
            terminate(id, fresh);
            return;
        }
        context.say("Missing instance ID, this is likely due to a failure during machine creation");
        if (mayExist && !config.text(Ec2Config.ID).isEmpty()) {
            lost();
        }
    }

    /** Terminates an instance that was launched although its id never arrived here. */
    private void lost() {
        boolean found = false;
        lookFailed = true;
        try {
            for (Instance instance : access.api().launchedWith(config.launchTokens())) {
                if (!instance.isGone()) {
                    access.api().terminate(instance.id());
                    config.set(Ec2Config.SPOT_REQUEST_ID, instance.spotRequestId());
                    found = true;
                }
            }
            lookFailed = false;
        } catch (CancelledException e) {
            throw e;
        } catch (JmException e) {
            throw new JmException("unable to look for an instance of this machine: " + e.getMessage(), e.exitCode(), e);
        }
        if (found) {
            forgetInstance();
        }
    }

    private void terminate(String id, boolean fresh) {
        long end = context.ticker().nanos() + (fresh ? VISIBLE.toNanos() : 0);
        while (true) {
            try {
                access.api().terminate(id);
                break;
            } catch (ApiException e) {
                if (!e.code().equals("InvalidInstanceID.NotFound")) {
                    throw new JmException("unable to terminate instance: " + e.getMessage(), e.exitCode(), e);
                }
                if (context.ticker().nanos() >= end) {
                    gone(id);
                    break;
                }
                context.ticker().sleep(DELAY);
            }
        }
        forgetInstance();
    }

    private void gone(String id) {
        if (access.usesOthers()) {
            throw new JmException("unable to terminate instance: AWS does not know " + id
                    + " with these credentials, which are not those that made the machine. Give the credentials of its"
                    + " account, or forget the machine with rm -f");
        }
        context.say("Remote instance does not exist, proceeding with removing local reference");
    }

    private void forgetInstance() {
        config.set(Ec2Config.INSTANCE_ID, "");
        // EC2 would answer the old token with the terminated instance
        config.putId();
        save.run();
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
            access.api().deleteKeyPair(name);
        } catch (ApiException e) {
            throw new JmException("unable to delete key pair " + name + ": " + e.getMessage(), e.exitCode(), e);
        }
        config.set(Ec2Config.KEY_NAME, "");
        save.run();
    }
}
