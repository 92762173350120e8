package io.jm.provision.distro;

import io.jm.base.JmException;
import io.jm.provision.Distribution;
import io.jm.provision.PackageManager;
import io.jm.provision.host.Host;

/** A system whose image holds the engine: nothing is installed, and upgrades are the image's own. */
class ImageEngine extends Distribution {
    ImageEngine(String name) {
        super(name);
    }

    @Override
    protected void installPackages(Host host) {
        throw new JmException(
                "error installing docker: " + name() + " has the engine in its image, and this one has none");
    }

    @Override
    protected final PackageManager packages(Host host) {
        throw new JmException(name() + " has no packages to install");
    }

    /** Nothing to do: the image brings its engine. */
    @Override
    public void upgrade(Host host) {
        // an image is renewed as a whole, by its own means
    }
}
