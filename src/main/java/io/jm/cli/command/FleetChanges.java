package io.jm.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.cli.Context;
import io.jm.driver.Driver;
import io.jm.fleet.Change;
import io.jm.fleet.Step;
import io.jm.lifecycle.Contexts;
import io.jm.lifecycle.Provisioning;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.store.EngineOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Changes machines that are there: the options of their engines, and their docker contexts. */
final class FleetChanges {
    private final Context context;
    private final FleetRequests requests;

    FleetChanges(Context context, FleetRequests requests) {
        this.context = context;
        this.requests = requests;
    }

    /**
     * Changes the machines, several at the same time.
     *
     * @throws io.jm.base.JmException with one line for each machine that failed
     */
    void make(List<Step> steps) {
        Map<String, Step> byName = new HashMap<>();
        steps.forEach(step -> byName.put(step.name(), step));
        List<String> names = steps.stream().map(Step::name).toList();
        context.machines()
                .editNamed(
                        names,
                        (machine, driver) ->
                                change(machine, driver, Objects.requireNonNull(byName.get(machine.name()))));
    }

    private void change(Machine machine, Driver driver, Step step) {
        if (step.changesEngine()) {
            changeEngine(machine, driver, step);
        }
        if (step.addsContext()) {
            Contexts contexts = context.contexts();
            contexts.writeUrl(machine, driver, contexts.own().freeName(machine.name(), null));
        }
        FleetRun.recorder(step).accept(new ExtrasFile(context.store().layout().extras(machine.name())));
        context.console().info("Changed \"" + machine.name() + "\"");
    }

    /** If the host cannot be changed, the machine's record stays as it was. */
    private void changeEngine(Machine machine, Driver driver, Step step) {
        ObjectNode before = machine.hostOptions().deepCopy();
        CreateRequest request = requests.of(Objects.requireNonNull(step.wanted()));
        boolean renew = false;
        for (Change change : step.changes()) {
            EngineOption option = EngineOption.named(change.option());
            if (option != null) {
                option.set(machine, request.options());
                renew |= option.isInCertificate();
            }
        }
        if (driver.capabilities().provisioned()) {
            try {
                provision(machine, driver, renew);
            } catch (RuntimeException | Error e) {
                machine.document().set("HostOptions", before);
                throw e;
            }
        }
    }

    private void provision(Machine machine, Driver driver, boolean renew) {
        Provisioning provisioning = context.provisioning();
        if (renew) {
            provisioning.renewCertificates(machine, driver);
        } else {
            provisioning.provision(machine, driver);
        }
    }
}
