package io.jm.cli.command;

import io.jm.driver.DriverOptions;
import io.jm.machine.ProvisionScript;
import java.util.List;

/**
 * What the arguments of {@code create} ask for, whatever the machines are called.
 *
 * @param shared the options that every driver shares
 * @param additions the options that docker-machine lacks
 * @param options all options, with those of the driver
 * @param driverName the driver, also if it is the default
 * @param sshJump the jump hosts as they are recorded; empty if there are none
 * @param scripts the user's scripts for the host
 */
record CreateRequest(
        CreateOptions shared,
        CreateAdditions additions,
        DriverOptions options,
        String driverName,
        String sshJump,
        List<ProvisionScript> scripts) {}
