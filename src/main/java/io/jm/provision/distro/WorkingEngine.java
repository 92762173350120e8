package io.jm.provision.distro;

/** The last resort: an unknown system that has systemd and an engine already. */
final class WorkingEngine extends ImageEngine {
    WorkingEngine(String id) {
        super(id);
    }
}
