package io.jm.drivers.qemu.share;

import io.jm.os.Environment;
import io.jm.os.Platform;
import io.jm.os.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What this computer can do to share directories.
 *
 * @param system the operating system
 * @param devices the output of QEMU's {@code -device help}
 * @param daemon virtiofsd, or null if there is none that this user can run
 * @param daemonProblem why there is none
 */
record ShareSupport(
        Platform.System system, String devices, @Nullable VirtioFsProgram daemon, String daemonProblem) {
    private static final String INSTALL = "install virtiofsd: apt install virtiofsd (Debian 13, Ubuntu 24.04 or later),"
            + " dnf install virtiofsd, pacman -S virtiofsd, zypper install virtiofsd or apk add virtiofsd; the one that came"
            + " with QEMU up to version 7 works for root only";

    /** Their kernels for clouds are built without 9p. */
    private static final Pattern WITHOUT_9P = Pattern.compile("debian|rhel|centos|rocky|alma");

    /**
     * The chosen type.
     *
     * @param reason why it is none, with the remedy; empty if none was asked for
     */
    record Choice(ShareType type, String reason) {}

    /**
     * Chooses a type.
     *
     * @param wanted a type, or {@code auto}
     * @param image the image of the machine: a name, a path or a URL
     * @param readOnly whether a share must not be changed by the machine
     */
    Choice choose(String wanted, String image, boolean readOnly) {
        if (wanted.equals(ShareType.NONE.text())) {
            return new Choice(ShareType.NONE, "");
        }
        String noVirtioFs = noVirtioFs(readOnly);
        if (!wanted.equals(ShareType.NINE_P.text()) && noVirtioFs.isEmpty()) {
            return new Choice(ShareType.VIRTIOFS, "");
        }
        if (wanted.equals(ShareType.VIRTIOFS.text())) {
            return new Choice(ShareType.NONE, noVirtioFs);
        }
        String no9p = no9p();
        if (no9p.isEmpty() && (wanted.equals(ShareType.NINE_P.text()) || imageHas9p(image))) {
            return new Choice(ShareType.NINE_P, "");
        }
        return new Choice(ShareType.NONE, neither(wanted, noVirtioFs, no9p));
    }

    /** Returns what this computer can do with a QEMU. */
    static ShareSupport of(Platform platform, Environment environment, Path qemu) {
        String devices =
                Programs.capture(List.of(qemu.toString(), "-device", "help")).text();
        if (platform.system() != Platform.System.LINUX) {
            return new ShareSupport(platform.system(), devices, null, "");
        }
        VirtioFsProgram daemon =
                VirtioFsProgram.find(environment, VirtioFsProgram.PLACES, VirtioFsProgram.DESCRIPTIONS);
        return new ShareSupport(platform.system(), devices, daemon, daemon == null ? INSTALL : "");
    }

    private String neither(String wanted, String noVirtioFs, String no9p) {
        if (wanted.equals(ShareType.NINE_P.text()) || system == Platform.System.WINDOWS) {
            return no9p;
        }
        if (system == Platform.System.LINUX) {
            return noVirtioFs;
        }
        return no9p.isEmpty() ? "the kernel of this image has no 9p: choose another one, such as ubuntu24.04" : no9p;
    }

    private String noVirtioFs(boolean readOnly) {
        if (system != Platform.System.LINUX) {
            return "virtiofs needs Linux on this computer";
        }
        if (!devices.contains("\"vhost-user-fs-pci\"")) {
            return "this QEMU is built without virtiofs";
        }
        if (daemon == null) {
            return daemonProblem;
        }
        return readOnly && !daemon.canBeReadOnly()
                ? daemon.path() + " cannot share without write access (:ro): install a newer virtiofsd"
                : "";
    }

    private String no9p() {
        if (system == Platform.System.WINDOWS) {
            return "QEMU on Windows cannot share directories";
        }
        return devices.contains("\"virtio-9p-pci\"") ? "" : "this QEMU is built without 9p";
    }

    private static boolean imageHas9p(String image) {
        return !WITHOUT_9P.matcher(image.toLowerCase(Locale.ROOT)).find();
    }
}
