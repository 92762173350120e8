package io.jm.provision.distro;

/** Any other distribution that has systemd and an installed engine. */
final class WorkingEngine extends ImageEngine {
    WorkingEngine(String id) {
        super(id);
    }
}
