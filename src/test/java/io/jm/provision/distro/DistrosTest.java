package io.jm.provision.distro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.provision.host.HostFacts;
import io.jm.provision.host.OsRelease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistrosTest {
    private static final HostFacts BARE = HostFacts.parse("uid 0\n");

    @ParameterizedTest
    @CsvSource({
        "ubuntu, debian, 26.04, ubuntu(systemd)",
        "ubuntu, debian, 16.04, ubuntu(systemd)",
        "ubuntu, debian, 14.04, ubuntu(upstart)",
        "debian, , 13, debian",
        "raspbian, debian, 12, debian",
        "linuxmint, ubuntu debian, 22, debian",
        "pop, ubuntu debian, 24.04, debian",
        "rhel, fedora, 10.0, redhat",
        "centos, rhel fedora, 9, centos",
        "rocky, rhel centos fedora, 9.4, rocky",
        "almalinux, rhel centos fedora, 9.4, almalinux",
        "ol, fedora, 9.4, ol",
        "eurolinux, rhel fedora centos, 9, redhat",
        "fedora, , 43, fedora",
        "amzn, centos rhel fedora, 2, amzn",
        "amzn, fedora, 2023, amzn",
        "opensuse-leap, suse opensuse, 15.6, SUSE",
        "opensuse-tumbleweed, opensuse suse, 20260101, SUSE",
        "sles, suse, 15.6, SUSE",
        "arch, , , arch",
        "manjaro, arch, , arch",
        "alpine, , 3.22, alpine",
        "coreos, , 2512, coreOS",
        "flatcar, coreos, 4152, flatcar",
        "cos, , 117, cos",
        "photon, , 5.0, Photon OS",
        "boot2docker, , 19.03.12, boot2docker",
        "rancheros, , v1.5.8, rancheros"
    })
    void findsTheDistribution(String id, String like, String version, String name) {
        OsRelease os = OsRelease.parse("ID=" + id + "\nID_LIKE=\"" + (like == null ? "" : like) + "\"\nVERSION_ID="
                + (version == null ? "" : version) + "\n");
        assertEquals(name, Distros.find(os, BARE).name());
    }

    @Test
    void recognizesFedoraCoreOsByItsVariant() {
        assertEquals(
                "Fedora CoreOS",
                Distros.find(OsRelease.parse("ID=fedora\nVARIANT_ID=coreos\n"), BARE)
                        .name());
    }

    @Test
    void acceptsAnyHostWithSystemdAndAnEngine() {
        HostFacts facts = HostFacts.parse("systemd\ndocker Docker version 28.2.2, build e6534b4\n");
        assertEquals("plan9", Distros.find(OsRelease.parse("ID=plan9\n"), facts).name());
    }

    @Test
    void refusesAnUnknownDistributionWithDockerMachinesMessage() {
        JmException refusal = assertThrows(JmException.class, () -> Distros.find(OsRelease.parse("ID=plan9\n"), BARE));
        assertTrue(refusal.getMessage().startsWith("OS type not recognized"));
    }
}
