package io.jm.provision.distro;

import io.jm.base.JmException;
import io.jm.provision.Distribution;
import io.jm.provision.PackageManager;
import io.jm.provision.host.Host;
import io.jm.provision.host.OsRelease;
import java.util.List;

/** openSUSE and SUSE Linux Enterprise. */
final class Suse extends Distribution {
    private final OsRelease os;

    Suse(OsRelease os) {
        super("SUSE");
        this.os = os;
    }

    @Override
    protected void installPackages(Host host) {
        if (host.has("transactional-update")) {
            throw new JmException("error installing docker: the root file system is read-only; install the engine with"
                    + " \"transactional-update pkg install docker\", reboot the host, and run provision again");
        }
        if (!os.id().startsWith("opensuse") && host.has("SUSEConnect")) {
            String product = "sle-module-containers/" + os.versionId() + "/"
                    + host.facts().architecture();
            try {
                host.runAsRoot("SUSEConnect -p " + product);
            } catch (JmException e) {
                throw e.within("Error while adding the 'containers' module, make sure this machine is registered either"
                        + " against SUSE Customer Center (SCC) or to a local Subscription Management Tool (SMT)");
            }
        }
        packages(host).install(host, List.of("docker"));
    }

    @Override
    protected PackageManager packages(Host host) {
        return CommandPackageManager.zypper();
    }

    @Override
    public String storageDriver(Host host, String wanted, String engineVersion) {
        return wanted.isEmpty() && isOnBtrfs(host) ? "btrfs" : super.storageDriver(host, wanted, engineVersion);
    }

    private static boolean isOnBtrfs(Host host) {
        return host.query("stat -f -c %T /var/lib/docker 2>/dev/null || stat -f -c %T /var/lib/")
                .output()
                .strip()
                .equals("btrfs");
    }
}
