package io.jm.checkup;

import io.jm.base.JmException;
import io.jm.connection.EngineAccess;
import io.jm.driver.Driver;
import io.jm.engine.SwarmClient;
import io.jm.engine.SwarmInfo;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import java.time.Duration;
import java.util.Timer;

/** Asks the engine of a machine in a group for its place in the swarm; one that is in no swarm is in order. */
record SwarmMember(StoreLayout layout, Machine machine, Driver driver, String program, Duration limit)
        implements Check {
    @Override
    public String id() {
        return "swarm.member";
    }

    @Override
    public void run(Findings findings) {
        String group = new ExtrasFile(layout.extras(machine.name())).group();
        if (group.isEmpty()) {
            return;
        }
        SwarmInfo info;
        try {
            info = ask();
        } catch (JmException e) {
            // what is wrong with the engine is found by another check
            findings.skipped(id(), "swarm: the engine does not answer");
            return;
        }
        switch (info.state()) {
            case SwarmInfo.ACTIVE -> findings.ok(id(), "a " + (info.manager() ? "manager" : "worker") + " of a swarm");
            case SwarmInfo.INACTIVE -> findings.ok(id(), "in no swarm");
            case SwarmInfo.LOCKED ->
                findings.warning(
                        id(), "its swarm is locked", program + " exec " + machine.name() + " docker swarm unlock");
            default ->
                findings.error(
                        id(),
                        "its place in the swarm is lost (" + info.state()
                                + (info.error().isEmpty() ? "" : ": " + info.error()) + ')',
                        program + " swarm join " + group);
        }
    }

    private SwarmInfo ask() {
        EngineAccess access = EngineAccess.of(layout, machine, driver, driver.url());
        Timer timer = new Timer("swarm-deadlines", true);
        try {
            return new SwarmClient(access.address(), access.tls(), timer).info(limit);
        } finally {
            timer.cancel();
        }
    }
}
