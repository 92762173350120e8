package io.jm.testkit;

import io.jm.driver.Driver;
import io.jm.lifecycle.KnownHost;
import io.jm.lifecycle.Provisioning;
import io.jm.machine.Machine;
import io.jm.machine.ProvisionScript;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Fails whatever is asked for; tests override what they expect. */
public class NoProvisioning implements Provisioning {
    @Override
    public void provisionNew(Machine machine, Driver driver) {
        throw unexpected();
    }

    @Override
    public void provision(Machine machine, Driver driver) {
        throw unexpected();
    }

    @Override
    public void takeOver(Machine machine, Driver driver) {
        throw unexpected();
    }

    @Override
    public void awaitEngine(Machine machine, Driver driver) {
        throw unexpected();
    }

    @Override
    public void renewCertificates(Machine machine, Driver driver) {
        throw unexpected();
    }

    @Override
    public void certify(Machine machine, Driver driver, Path trusted) {
        throw unexpected();
    }

    @Override
    public void rehearse(Machine machine, Driver driver, List<ProvisionScript> scripts) {
        throw unexpected();
    }

    @Override
    public void rehearseNew(Machine machine, Driver driver, List<ProvisionScript> scripts, String sshJump) {
        throw unexpected();
    }

    @Override
    public <T> T onHost(Machine machine, Driver driver, Function<KnownHost, T> work) {
        throw unexpected();
    }

    private static IllegalStateException unexpected() {
        return new IllegalStateException("this test provisions nothing");
    }
}
