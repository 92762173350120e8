package io.jm.drivers.qemu;

import io.jm.base.JmException;
import io.jm.os.IoReason;
import io.jm.os.PrivateFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A UEFI firmware. Machines with an x86 processor need none; those with an ARM processor have no other.
 *
 * @param code the firmware itself, read only
 * @param variables the empty variable store, of which each machine has a copy; null if the firmware has none
 */
record Firmware(Path code, @Nullable Path variables) {
    private static final List<String> DIRECTORIES = List.of(
            "/usr/share/AAVMF",
            "/usr/share/edk2/aarch64",
            "/usr/share/qemu",
            "/usr/share/qemu-efi-aarch64",
            "/opt/homebrew/share/qemu",
            "/usr/local/share/qemu");
    private static final List<List<String>> NAMES = List.of(
            List.of("AAVMF_CODE.fd", "AAVMF_VARS.fd"),
            List.of("QEMU_EFI-pflash.raw", "vars-template-pflash.raw"),
            List.of("edk2-aarch64-code.fd", "edk2-arm-vars.fd"));

    /** Returns the firmware file that the user named; its variable store is the file beside it with VARS for CODE. */
    static Firmware named(Path code) {
        if (!Files.isRegularFile(code)) {
            throw new JmException("there is no firmware file " + code + " (--" + QemuFlags.FIRMWARE + ")");
        }
        String name = String.valueOf(code.getFileName());
        Path variables = code.resolveSibling(name.replace("CODE", "VARS").replace("code", "vars"));
        return new Firmware(code, !variables.equals(code) && Files.isRegularFile(variables) ? variables : null);
    }

    /**
     * Returns the firmware for an ARM processor.
     *
     * @throws JmException if none is installed
     */
    static Firmware forArm() {
        for (String directory : DIRECTORIES) {
            for (List<String> names : NAMES) {
                Path code = Path.of(directory, names.get(0));
                Path variables = Path.of(directory, names.get(1));
                if (Files.isRegularFile(code) && Files.isRegularFile(variables)) {
                    return new Firmware(code, variables);
                }
            }
        }
        throw new JmException(
                "no UEFI firmware was found: install it (apt install qemu-efi-aarch64), or name it with --"
                        + QemuFlags.FIRMWARE);
    }

    /** Copies the empty variable store to the machine, unless it has one; an interrupted copy leaves none. */
    void prepare(Path machineVariables) {
        if (variables == null || Files.exists(machineVariables)) {
            return;
        }
        Path part = machineVariables.resolveSibling(machineVariables.getFileName() + ".part");
        try {
            PrivateFile.replace(part, new byte[0]);
            try (OutputStream out = Files.newOutputStream(part)) {
                Files.copy(variables, out);
            }
            Files.move(part, machineVariables, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new JmException("cannot copy " + variables + ": " + IoReason.of(e), e);
        }
    }
}
