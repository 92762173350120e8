package io.jm.ssh;

/** How strictly a host's key is checked. */
public enum HostKeyPolicy {
    /** Any key is accepted, as in the original. */
    OFF,
    /** The first key seen is remembered; another one later is refused. */
    PIN,
    /** Only a key that is remembered already is accepted. */
    STRICT
}
