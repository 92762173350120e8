package io.jm.cli.command;

import io.jm.base.ErrorCode;
import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.driver.Driver;
import io.jm.lifecycle.FanOut;
import io.jm.machine.Machine;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints the addresses of machines, in the order of the arguments. */
@Command(
        name = "ip",
        headerHeading = HelpGroup.SHOW,
        header = "Print the IP address of machines",
        description = {
            "Without MACHINE, the machine called \"default\" is used. Each address is on a line of its",
            "own, in the order of the names."
        },
        footer = {
            "Print the address of a machine",
            "PROGRAM ip box",
            "Open a page that a machine serves",
            "curl http://$(PROGRAM ip box)/"
        })
final class IpCommand implements Callable<ExitCode> {
    private final Context context;

    @Mixin
    private GroupOption group = new GroupOption();

    @Parameters(arity = "0..*", paramLabel = "[MACHINE...]", description = "The machines")
    private List<String> names = new ArrayList<>();

    IpCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        List<Machine> machines = context.machines().several(group.names(context, names));
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
            context.watchPorts(machine, driver);
        } catch (JmException e) {
            throw e.within("Error getting IP address").as(ErrorCode.DRIVER);
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
