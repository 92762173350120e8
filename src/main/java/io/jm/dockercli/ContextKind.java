package io.jm.dockercli;

/** How docker reaches the engine of a context; recorded in the context. */
public final class ContextKind {
    /** TCP with TLS; the context has a CA certificate, a client certificate and a key. */
    public static final String TLS = "tls";
    /** TCP without TLS. */
    public static final String TCP = "tcp";
    /** A local socket. */
    public static final String UNIX = "unix";
    /** The user's ssh program, which reads its own configuration. */
    public static final String SSH = "ssh";

    /** A manager of a swarm, by TCP or a local socket; another manager takes its place if it does not answer. */
    public static final String SWARM = "swarm";

    private ContextKind() {}
}
