package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.cli.Context;
import io.jm.driver.Driver;
import io.jm.lifecycle.FanOut;
import io.jm.machine.Machine;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints machines' addresses, in the order of their names on the command line. */
@Command(
        name = "ip",
        header = "Get the IP address of a machine",
        description = "Argument(s) are one or more machine names.")
final class IpCommand implements Callable<ExitCode> {
    private final Context context;

    @Parameters(arity = "0..*", paramLabel = "arg", description = "The machines; default if left out")
    private List<String> names = new ArrayList<>();

    IpCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        List<Machine> machines = context.machines().several(names);
        List<String> addresses =
                Collections.synchronizedList(new ArrayList<>(Collections.nCopies(machines.size(), "")));
        List<Machine> places = List.copyOf(machines);
        try {
            FanOut.run(places, machine -> fill(addresses, places, machine));
        } finally {
            for (String address : addresses) {
                if (!address.isEmpty()) {
                    context.console().result(Printable.line(address));
                }
            }
        }
        return ExitCode.OK;
    }

    private void fill(List<String> addresses, List<Machine> places, Machine machine) {
        String address;
        try (Driver driver = context.machines().openInstalled(machine)) {
            address = driver.ip();
        } catch (JmException e) {
            throw e.within("Error getting IP address");
        }
        if (address.isEmpty()) {
            throw new JmException("Error getting IP address: the machine \"" + machine.name() + "\" has none");
        }
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).name().equals(machine.name())) {
                addresses.set(i, address);
            }
        }
    }
}
