package io.jm.go.gob;

/** The nil interface value. */
public enum GobNil {
    NIL
}
