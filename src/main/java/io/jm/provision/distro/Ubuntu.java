package io.jm.provision.distro;

/** Ubuntu with systemd, since 15.04. */
final class Ubuntu extends DebianFamily {
    Ubuntu() {
        super("ubuntu(systemd)");
    }

    @Override
    public boolean announcesInstall() {
        return true;
    }
}
