package io.jm.connection;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.text.Printable;

/** Says why a machine's engine cannot be used, and what to do. */
record EngineFailure(StoreLayout layout, Environment environment, Machine machine, Driver driver) {
    /**
     * The error of an engine that was contacted. Called as docker-machine it always blames the certificates, as scripts
     * expect.
     *
     * @param authority its host and port
     */
    JmException of(String authority, JmException cause) {
        boolean silent = cause.errorCode() == ErrorCode.ENGINE;
        ExtrasFile extras = new ExtrasFile(layout.extras(machine.name()));
        String message = silent && !environment.calledAsDockerMachine()
                ? "The engine of the machine \"" + Printable.line(machine.name()) + "\" does not answer: "
                        + cause.getMessage() + "\n" + search(extras)
                : "Error checking and/or regenerating the certs: There was an error validating certificates for host \""
                        + authority + "\": " + cause.getMessage() + "\n" + renewal(extras, cause);
        return new JmException(message, cause);
    }

    /** The error of a driver that tells no address: if the host is not its own, it may have got another one. */
    JmException withoutUrl(JmException cause) {
        return environment.calledAsDockerMachine() || !driver.capabilities().existingHost()
                ? cause
                : new JmException(cause.getMessage() + "\n" + doctor(), cause.exitCode(), cause);
    }

    private String search(ExtrasFile extras) {
        if (!extras.sshJump().isEmpty()) {
            return throughSsh(extras);
        }
        return driver.capabilities().provisioned() && !extras.isAdopted()
                ? doctor() + ", \"" + command("provision") + "\" starts an engine that is stopped"
                : doctor();
    }

    private String doctor() {
        return '"' + command("doctor") + "\" finds the cause";
    }

    private String command(String words) {
        return environment.program() + ' ' + words + ' ' + Printable.line(machine.name());
    }

    /** New certificates do not help where the engine is out of reach, since only SSH goes through jump hosts. */
    private String renewal(ExtrasFile extras, JmException cause) {
        if (!extras.sshJump().isEmpty() && cause.getMessage().startsWith("dial tcp")) {
            return throughSsh(extras) + "\n";
        }
        return "You can attempt to regenerate them using '" + environment.programName() + " regenerate-certs [name]'.\n"
                + "Be advised that this will trigger a Docker daemon restart which might stop running containers.\n";
    }

    private String throughSsh(ExtrasFile extras) {
        return "Only SSH goes through the jump host " + Printable.line(extras.sshJump())
                + " of the machine. To use its engine through SSH, run: " + command("context create --ssh");
    }
}
