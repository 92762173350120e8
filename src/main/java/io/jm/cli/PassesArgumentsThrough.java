package io.jm.cli;

/** A command whose arguments are for another program; of its own it has only help, as the first argument. */
public interface PassesArgumentsThrough {}
