package io.jm.provision.distro;

import io.jm.base.JmException;
import io.jm.provision.Distribution;
import io.jm.provision.PackageManager;
import io.jm.provision.host.Host;

/** A distribution whose image contains the engine: nothing is installed, and the image upgrades the engine. */
class ImageEngine extends Distribution {
    ImageEngine(String name) {
        super(name);
    }

    @Override
    protected void installPackages(Host host) {
        throw new JmException(
                "error installing docker: the engine is part of the image of " + name() + ", and this image has none");
    }

    @Override
    protected final PackageManager packages(Host host) {
        throw new JmException("packages cannot be installed on " + name());
    }

    /** Does nothing: the engine is upgraded with the image. */
    @Override
    public void upgrade(Host host) {
        // the distribution upgrades its image by itself
    }
}
