package io.jm.provision.distro;

import io.jm.provision.Distribution;
import io.jm.provision.PackageManager;
import io.jm.provision.host.Host;
import java.util.List;

/** Red Hat Enterprise Linux and its rebuilds, by Docker's script or from Docker's package repository. */
final class RedHatFamily extends Distribution {
    private static final List<String> PACKAGES =
            List.of("docker-ce", "docker-ce-cli", "containerd.io", "docker-buildx-plugin", "docker-compose-plugin");

    private final boolean supportsInstallScript;
    private final String repository;

    private RedHatFamily(String name, boolean supportsInstallScript, String repository) {
        super(name);
        this.supportsInstallScript = supportsInstallScript;
        this.repository = repository;
    }

    /** Returns a distribution that Docker's script supports. */
    static RedHatFamily byScript(String name, String repository) {
        return new RedHatFamily(name, true, repository);
    }

    /** Returns a rebuild that Docker's script does not support, although Docker's packages do. */
    static RedHatFamily byRepository(String name, int majorVersion) {
        return new RedHatFamily(name, false, majorVersion > 0 && majorVersion <= 8 ? "centos" : "rhel");
    }

    @Override
    protected boolean supportsInstallScript() {
        return supportsInstallScript;
    }

    @Override
    protected void installPackages(Host host) {
        if (repository.equals("fedora")) {
            packages(host).install(host, List.of("moby-engine"));
            return;
        }
        prepareScript(host);
        String url = "https://download.docker.com/linux/" + repository + "/docker-ce.repo";
        host.runAsRoot((host.has("curl") || !host.has("wget") ? "curl -fsSL -o" : "wget -qO")
                + " /etc/yum.repos.d/docker-ce.repo " + url);
        // some rebuilds ship podman's docker command and a runc of their own, which conflict
        String replacing = host.has("dnf") ? " --allowerasing" : "";
        packages(host).install(host, List.of(String.join(" ", PACKAGES) + replacing));
    }

    @Override
    protected PackageManager packages(Host host) {
        return CommandPackageManager.dnf(host);
    }
}
