package io.jm.ssh;

/** How strictly a host's key is checked. */
public enum HostKeyPolicy {
    /** Any key is accepted, as by docker-machine. */
    OFF,
    /** The first key seen is stored; a different one is refused later. */
    PIN,
    /** Only a key that is already stored is accepted. */
    STRICT
}
