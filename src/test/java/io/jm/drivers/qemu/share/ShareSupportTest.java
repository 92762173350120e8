package io.jm.drivers.qemu.share;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.os.Platform;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShareSupportTest {
    private static final String BOTH = "name \"vhost-user-fs-pci\", bus PCI\nname \"virtio-9p-pci\", bus PCI\n";
    private static final VirtioFsProgram DAEMON =
            new VirtioFsProgram(Path.of("/usr/libexec/virtiofsd"), "--shared-dir --readonly");

    @Test
    void virtiofsIsTheFirstChoiceOnLinux() {
        ShareSupport linux = new ShareSupport(Platform.System.LINUX, BOTH, DAEMON, "");
        assertType(ShareType.VIRTIOFS, linux, "auto", "debian13");
        assertType(ShareType.VIRTIOFS, linux, "virtiofs", "debian13");
        assertType(ShareType.NINE_P, linux, "9p", "debian13");
        assertEquals(new ShareSupport.Choice(ShareType.NONE, ""), linux.choose("none", "debian13", false));
    }

    @Test
    void withoutVirtiofsdTheImageDecidesAbout9p() {
        ShareSupport linux = new ShareSupport(Platform.System.LINUX, BOTH, null, "install virtiofsd");
        assertType(ShareType.NINE_P, linux, "auto", "ubuntu24.04");
        assertReason("install virtiofsd", linux, "auto", "debian13");
        assertReason("install virtiofsd", linux, "auto", "https://h/Rocky-9.qcow2");
        assertReason("install virtiofsd", linux, "virtiofs", "ubuntu24.04");
    }

    @Test
    void macosHas9pOnly() {
        ShareSupport macos = new ShareSupport(Platform.System.MACOS, "name \"virtio-9p-pci\"", null, "");
        assertType(ShareType.NINE_P, macos, "auto", "fedora43");
        assertReason(
                "the kernel of this image has no 9p: choose another one, such as ubuntu24.04",
                macos,
                "auto",
                "debian13");
        assertReason("virtiofs needs Linux on this computer", macos, "virtiofs", "fedora43");
    }

    @Test
    void windowsHasNeither() {
        ShareSupport windows = new ShareSupport(Platform.System.WINDOWS, "", null, "");
        for (String wanted : List.of("auto", "9p")) {
            assertReason("QEMU on Windows cannot share directories", windows, wanted, "ubuntu24.04");
        }
    }

    @Test
    void aQemuBuiltWithoutItIsNamed() {
        ShareSupport linux = new ShareSupport(Platform.System.LINUX, "", DAEMON, "");
        assertReason("this QEMU is built without virtiofs", linux, "auto", "ubuntu24.04");
        assertReason("this QEMU is built without 9p", linux, "9p", "ubuntu24.04");
    }

    @Test
    void readOnlyNeedsADaemonThatCan() {
        VirtioFsProgram old = new VirtioFsProgram(Path.of("/v"), "-o source=PATH");
        ShareSupport linux = new ShareSupport(Platform.System.LINUX, BOTH, old, "");
        assertType(ShareType.VIRTIOFS, linux, "auto", "debian13");
        assertEquals(
                new ShareSupport.Choice(
                        ShareType.NONE, "/v cannot share without write access (:ro): install a newer virtiofsd"),
                linux.choose("auto", "debian13", true));
        assertEquals(ShareType.NINE_P, linux.choose("auto", "ubuntu24.04", true).type());
    }

    @Test
    void anUnknownTypeIsRefusedWithTheKnownOnes() {
        List.of("auto", "virtiofs", "9p", "none").forEach(known -> assertDoesNotThrow(() -> ShareType.check(known)));
        JmException refused = assertThrows(JmException.class, () -> ShareType.check("sshfs"));
        assertEquals("--qemu-share-type must be auto, virtiofs, 9p or none, not \"sshfs\"", refused.getMessage());
        assertEquals(ShareType.NONE, ShareType.of("sshfs"));
    }

    private static void assertType(ShareType type, ShareSupport support, String wanted, String image) {
        assertEquals(new ShareSupport.Choice(type, ""), support.choose(wanted, image, false));
    }

    private static void assertReason(String reason, ShareSupport support, String wanted, String image) {
        ShareSupport.Choice choice = support.choose(wanted, image, false);
        assertEquals(ShareType.NONE, choice.type());
        assertTrue(choice.reason().contains(reason), choice.reason());
    }
}
