package io.jm.go.gob;

/** The interface value that holds nothing. */
public enum GobNil {
    NIL
}
