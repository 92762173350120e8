package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.cli.Addition;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.connection.ClientConnection;
import io.jm.connection.ConnectionCheck;
import io.jm.driver.Driver;
import io.jm.go.text.GoQuote;
import io.jm.lifecycle.Machines;
import io.jm.machine.CertPathFile;
import io.jm.machine.Machine;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the options with which the Docker client connects to a machine. */
@Command(
        name = "config",
        headerHeading = HelpGroup.CONNECT,
        header = "Print the options that connect a Docker client to a machine",
        description = {
            "Without MACHINE, the machine called \"default\" is used. The engine of a recorded machine",
            "(driver none) is not contacted, any other is."
        },
        footer = {"Show the containers of a machine", "docker $(PROGRAM config box) ps"})
final class ConfigCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(names = "--swarm", description = "Print the address of the classic Swarm master instead of the engine")
    private boolean swarm;

    @Option(
            names = "--cached",
            order = Addition.OPTION,
            description = "Print what is recorded without contacting the engine")
    private boolean cached;

    @Option(names = "--check", order = Addition.OPTION, description = "Contact the engine first, whatever the driver")
    private boolean check;

    @Parameters(arity = "0..*", paramLabel = "[MACHINE]", description = "The machine")
    private List<String> names = new ArrayList<>();

    ConfigCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        context.console().infoToStandardError();
        Machines machines = context.machines();
        Machine machine = machines.one(names);
        ClientConnection connection;
        try (Driver driver = machines.open(machine)) {
            connection = connection(machine, driver);
        }
        if (connection.tls()) {
            context.console().result("--tlsverify");
            print("--tlscacert", connection, CertPathFile.CA_CERT);
            print("--tlscert", connection, CertPathFile.CERT);
            print("--tlskey", connection, CertPathFile.KEY);
        }
        context.console().result("-H=" + Printable.line(connection.url()));
        return ExitCode.OK;
    }

    private ClientConnection connection(Machine machine, Driver driver) {
        ConnectionCheck connections = context.connections();
        try {
            return connections.to(machine, driver, swarm, ConnectionCheck.Mode.of(check, cached));
        } catch (JmException e) {
            throw e.within("Error running connection boilerplate");
        }
    }

    private void print(String option, ClientConnection connection, CertPathFile file) {
        String path = connection.certificates().resolve(file.fileName()).toString();
        context.console().result(option + "=" + GoQuote.quote(path));
    }
}
