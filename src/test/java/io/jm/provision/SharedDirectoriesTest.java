package io.jm.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.driver.SharedDirectory;
import io.jm.provision.host.Host;
import io.jm.provision.host.HostFacts;
import io.jm.ssh.SshReply;
import io.jm.testkit.RecordingConsole;
import io.jm.testkit.ScriptedHost;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedDirectoriesTest {
    private static final SharedDirectory HOME =
            new SharedDirectory("jm0", "virtiofs", Path.of("/home/me"), "/home/me", false);
    private static final String UNIT = "/etc/systemd/system/home-me.mount";
    private static final SshReply YES = new SshReply(0, "");

    private final RecordingConsole lines = new RecordingConsole();
    private final ScriptedHost host = new ScriptedHost("ID=debian\n");

    @Test
    void writesAUnitForEachDirectoryAndMountsIt() {
        host.answers.put("/proc/filesystems", YES);
        mount(HOME, new SharedDirectory("jm1", "virtiofs", Path.of("/b"), "/mnt/a b", true));
        assertTrue(String.valueOf(host.files.get(UNIT)).contains("\nWhere=/home/me\n"), host.files.toString());
        assertEquals("0644", host.modes.get(UNIT));
        assertEquals(
                List.of(
                        "sudo systemctl enable -- home-me.mount 'mnt-a\\x20b.mount'",
                        "sudo systemctl restart -- home-me.mount",
                        "sudo systemctl restart -- 'mnt-a\\x20b.mount'"),
                host.changes.subList(host.changes.size() - 3, host.changes.size()));
        assertEquals("", lines.err());
    }

    @Test
    void changesNothingTheSecondTime() {
        host.answers.put("/proc/filesystems", YES);
        mount(HOME);
        host.changes.clear();
        host.answers.put("is-enabled", new SshReply(0, "enabled\n"));
        mount(HOME);
        assertEquals(List.of(), host.changes);
    }

    @Test
    void aUnitThatChangedIsReadAndMountedAgain() {
        host.answers.put("/proc/filesystems", YES);
        mount(HOME);
        host.changes.clear();
        host.answers.put("is-enabled", new SshReply(0, "enabled\n"));
        mount(new SharedDirectory("jm0", "virtiofs", Path.of("/home/me"), "/home/me", true));
        assertEquals(
                List.of("sudo systemctl daemon-reload", "sudo systemctl restart -- home-me.mount"),
                host.changes.subList(host.changes.size() - 2, host.changes.size()));
    }

    @Test
    void aKernelWithoutTheFileSystemIsAWarningWithTheRemedy() {
        mount(HOME, new SharedDirectory("jm1", "9p", Path.of("/data"), "/data", true));
        assertEquals(List.of(), host.changes);
        assertEquals(
                "Warning: /home/me is not shared at /home/me: the kernel of the machine has no virtiofs (it came with Linux"
                        + " 5.4): take a newer image\nWarning: /data is not shared at /data: the kernel of the machine has"
                        + " no 9p, as those of Debian's cloud images: install virtiofsd on this computer, or take another"
                        + " image\n",
                lines.err());
    }

    @Test
    void aMountThatFailsIsAWarning() {
        host.answers.put("/proc/filesystems", YES);
        host.answers.put("systemctl restart", new SshReply(1, "Job for home-me.mount failed.\n"));
        mount(HOME);
        assertEquals("Warning: /home/me is not shared at /home/me: Job for home-me.mount failed.\n", lines.err());
    }

    @Test
    void removesTheUnitsOfDirectoriesThatAreNoLongerShared() {
        host.answers.put("/proc/filesystems", YES);
        host.answers.put("grep -lsx", new SshReply(0, UNIT + "\n/etc/systemd/system/old\\x20one.mount\n/etc/passwd\n"));
        mount(HOME);
        assertEquals(
                List.of(
                        "sudo systemctl disable --now -- 'old\\x20one.mount'",
                        "sudo rm -f '/etc/systemd/system/old\\x20one.mount'"),
                host.changes.subList(0, 2));
        assertTrue(host.changes.stream().noneMatch(change -> change.contains("passwd")), host.changes.toString());
    }

    @Test
    void withoutSystemdTheCommandIsShown() {
        host.systemd = false;
        mount(HOME);
        assertEquals(List.of(), host.changes);
        assertTrue(lines.err().endsWith("mount it by hand: mount -t virtiofs jm0 /home/me\n"), lines.err());
    }

    private void mount(SharedDirectory... shares) {
        HostFacts facts = HostFacts.parse(host.query(HostFacts.COMMAND).output());
        new SharedDirectories(new Host(host, facts), lines.console()).mount(List.of(shares));
    }
}
