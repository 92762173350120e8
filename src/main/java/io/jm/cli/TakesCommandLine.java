package io.jm.cli;

/**
 * A command with a command line among its arguments: its own options end at the first argument that is none, and the
 * arguments contain {@code --} if it is there.
 */
public interface TakesCommandLine {}
