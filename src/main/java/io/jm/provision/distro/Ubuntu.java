package io.jm.provision.distro;

/** Ubuntu since it uses systemd. */
final class Ubuntu extends DebianFamily {
    Ubuntu() {
        super("ubuntu(systemd)");
    }

    @Override
    public boolean announcesInstall() {
        return true;
    }
}
