package io.jm.drivers.qemu;

import io.jm.base.JmException;
import io.jm.os.FileHolder;
import io.jm.os.NamedProcess;
import io.jm.text.Excerpt;
import io.jm.text.PortNumber;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what QEMU prints when it does not start into a message with a remedy. */
final class QemuFailure {
    private static final Pattern FORWARD =
            Pattern.compile("Could not set up host forwarding rule '(tcp|udp):([0-9.]*):(\\d{1,5})-");
    private static final Pattern LOCKED = Pattern.compile("Failed to get \"?(?:shared \")?(?:write|consistent read)");

    private static final Pattern IMAGE = Pattern.compile("Is another process using the image \\[(/[^\\]\\x00]*)]");

    private QemuFailure() {}

    static JmException of(String printed, int status) {
        String text = printed.strip();
        Matcher forward = FORWARD.matcher(text);
        if (forward.find()) {
            return new JmException(taken(forward.group(1), forward.group(2), forward.group(3)));
        }
        if (LOCKED.matcher(text).find() || text.contains("Cannot lock pid file")) {
            return new JmException(
                    "another QEMU" + holder(text) + " uses the disk of this machine: " + Excerpt.line(last(text)));
        }
        if (text.contains("Could not access KVM kernel module")) {
            return new JmException("QEMU cannot use KVM: " + Excerpt.line(last(text)) + "; --" + QemuFlags.ACCELERATOR
                    + " tcg does without");
        }
        if (text.contains("failed to set MSR")) {
            return new RefusedCpuException();
        }
        if (text.contains("CPU model '")) {
            return new JmException(
                    "QEMU refuses the CPU model: " + Excerpt.line(last(text)) + "; name another one with --"
                            + QemuFlags.CPU_TYPE + ", or for a machine that exists as " + QemuConfig.CPU_TYPE
                            + " in its config.json");
        }
        if (text.contains("HV_ERROR") || text.contains("HV_DENIED")) {
            return new JmException(
                    "QEMU may not use macOS's hypervisor; it lost its entitlement, which happens after an"
                            + " upgrade: run brew reinstall qemu");
        }
        return new JmException(
                "QEMU failed with exit status " + status + (text.isEmpty() ? "" : ": " + Excerpt.line(last(text))));
    }

    /** Returns the process that has the image open, in parentheses; empty if it cannot be found out. */
    private static String holder(String text) {
        Matcher image = IMAGE.matcher(text);
        Optional<NamedProcess> found = image.find() ? FileHolder.find(Path.of(image.group(1))) : Optional.empty();
        return found.isEmpty() ? "" : ", " + found.get().text() + ",";
    }

    private static String taken(String protocol, String address, String port) {
        int number = Integer.parseInt(port);
        PortRefusal refusal =
                PortNumber.isPort(number) ? PortRefusal.of(protocol.equals("udp"), address, number) : null;
        if (refusal != null) {
            return refusal.withRemedy();
        }
        return "QEMU could not listen on port " + port + " of " + address
                + ", which is free by now: start the machine again";
    }

    /** The cause is in the last line; warnings come before it. */
    private static String last(String text) {
        return Excerpt.lastLines(text, 1);
    }
}
