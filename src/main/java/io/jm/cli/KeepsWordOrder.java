package io.jm.cli;

/** A command that the original does not have: flags among its words do not change their order. */
public interface KeepsWordOrder {}
