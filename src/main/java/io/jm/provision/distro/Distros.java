package io.jm.provision.distro;

import io.jm.base.JmException;
import io.jm.provision.Distribution;
import io.jm.provision.host.HostFacts;
import io.jm.provision.host.OsRelease;
import io.jm.text.Excerpt;
import org.jspecify.annotations.Nullable;

/** The table of distributions: by id, then by related ids, then by the host's capabilities. */
public final class Distros {
    private Distros() {}

    /**
     * Returns the family for a host.
     *
     * @throws JmException if none matches
     */
    public static Distribution find(OsRelease os, HostFacts facts) {
        Distribution known = known(os, os.id());
        for (int i = 0; known == null && i < os.like().size(); i++) {
            known = related(os, os.like().get(i));
        }
        if (known != null) {
            return known;
        }
        if (facts.systemd() && !facts.engineVersion().isEmpty()) {
            return new WorkingEngine(os.id().isEmpty() ? "linux" : Excerpt.line(os.id()));
        }
        throw new JmException("OS type not recognized (ID \"" + Excerpt.line(os.id())
                + "\"); other distributions need systemd and an installed Docker engine");
    }

    private static @Nullable Distribution known(OsRelease os, String id) {
        return switch (id) {
            case "ubuntu" -> beforeSystemd(os) ? new UbuntuUpstart() : new Ubuntu();
            case "debian", "raspbian" -> new DebianFamily("debian");
            case "rhel" -> RedHatFamily.byScript("redhat", "rhel");
            case "centos" -> RedHatFamily.byScript("centos", "centos");
            case "rocky" -> RedHatFamily.byScript("rocky", "rhel");
            case "almalinux", "ol" -> RedHatFamily.byRepository(id, os.majorVersion());
            case "fedora" ->
                os.variantId().equals("coreos") ? new FedoraCoreOs() : RedHatFamily.byScript("fedora", "fedora");
            case "amzn" -> new PackagedEngine("amzn", CommandPackageManager::dnf);
            case "sles", "opensuse", "opensuse-leap", "opensuse-tumbleweed" -> new Suse(os);
            case "arch" -> new PackagedEngine("arch", host -> CommandPackageManager.pacman());
            case "alpine" -> new Alpine();
            case "coreos" -> new CoreOs();
            case "flatcar" -> new ImageEngine("flatcar");
            case "cos" -> new ContainerOptimized();
            case "photon" -> new Photon();
            case "boot2docker" -> new Boot2Docker();
            case "rancheros" -> new RancherOs();
            default -> null;
        };
    }

    /** Returns the family for a related id. */
    private static @Nullable Distribution related(OsRelease os, String like) {
        return switch (like) {
            case "ubuntu", "debian" -> new DebianFamily("debian");
            case "rhel", "centos" -> RedHatFamily.byRepository("redhat", os.majorVersion());
            case "fedora" -> RedHatFamily.byScript("fedora", "fedora");
            case "suse", "opensuse" -> new Suse(os);
            case "arch" -> new PackagedEngine("arch", host -> CommandPackageManager.pacman());
            case "coreos" -> new ImageEngine("flatcar");
            default -> null;
        };
    }

    private static boolean beforeSystemd(OsRelease os) {
        return os.majorVersion() > 0 && (os.majorVersion() < 15 || os.majorVersion() == 15 && os.minorVersion() < 4);
    }
}
