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
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
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
        Map<String, String> addresses = new ConcurrentHashMap<>();
        try {
            FanOut.run(machines, machine -> addresses.put(machine.name(), address(machine)));
        } finally {
            for (Machine machine : machines) {
                String address = addresses.get(machine.name());
                if (address != null) {
                    context.console().result(Printable.line(address));
                }
            }
        }
        return ExitCode.OK;
    }

    private String address(Machine machine) {
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
        return address;
    }
}
