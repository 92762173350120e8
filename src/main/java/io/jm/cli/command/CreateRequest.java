package io.jm.cli.command;

import io.jm.driver.DriverOptions;

/**
 * What the arguments of {@code create} ask for, whatever the machines are called.
 *
 * @param shared the options that every driver shares
 * @param additions the options that docker-machine lacks
 * @param options all options, with those of the driver
 * @param driverName the driver, also if it is the default
 */
record CreateRequest(CreateOptions shared, CreateAdditions additions, DriverOptions options, String driverName) {}
