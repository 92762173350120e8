package io.jm.provision;

import io.jm.provision.host.Host;
import java.util.List;

/** A distribution's package manager. */
public interface PackageManager {
    /** Installs missing packages. */
    void install(Host host, List<String> packages);

    /** Whether the package is installed. */
    boolean has(Host host, String name);

    /** Upgrades an installed package to the newest version in the host's repositories. */
    void upgrade(Host host, String name);
}
