package io.jm.cli;

/** A command that docker-machine does not have: flags among its arguments do not change their order. */
public interface KeepsArgumentOrder {}
