package io.jm.plugin.gob;

/** The interface value that holds nothing. */
public enum GobNil {
    NIL
}
