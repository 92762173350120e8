package io.jm.provision;

import io.jm.provision.host.Host;
import java.util.List;

/** A system's package manager. */
public interface PackageManager {
    /** Installs packages that are not there. */
    void install(Host host, List<String> packages);

    /** Whether the package is installed. */
    boolean has(Host host, String name);

    /** Brings an installed package to the newest version the host's sources offer. */
    void upgrade(Host host, String name);
}
