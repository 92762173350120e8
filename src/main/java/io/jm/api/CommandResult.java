package io.jm.api;

/**
 * How a command on a machine ended.
 *
 * @param exitCode its exit status; 255 if a signal ended it
 * @param out its standard output, read as UTF-8
 * @param err its standard error, read as UTF-8
 */
public record CommandResult(int exitCode, String out, String err) {}
