package io.jm.driver;

/** What a provider says about the instance of a machine. */
public enum Existence {
    /** The provider has it, in whatever state. */
    EXISTS,
    /** The provider of the machine's own account has no such instance, or only shows that it is terminated. */
    GONE,
    /** There is no instance, or the driver cannot tell. */
    UNKNOWN
}
