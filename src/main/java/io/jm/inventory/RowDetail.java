package io.jm.inventory;

/** Whom {@code ls} has to ask for what it shows of a machine. */
public enum RowDetail {
    /** Nobody: it is recorded. */
    RECORD,
    /** The driver, which knows state and address. */
    DRIVER,
    /** The driver and the engine. */
    ENGINE
}
