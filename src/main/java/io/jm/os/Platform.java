package io.jm.os;

import java.util.Locale;

/**
 * The operating system and the processor of this computer.
 *
 * @param system the operating system
 * @param architecture {@code amd64}, {@code arm64}, or what Java calls another one
 */
public record Platform(System system, String architecture) {
    /** The operating systems that differ for jm. */
    public enum System {
        LINUX,
        MACOS,
        WINDOWS
    }

    /** Returns the platform that jm runs on; a system that is none of the known ones counts as Linux. */
    public static Platform current() {
        String name = java.lang.System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        System system =
                name.startsWith("mac") ? System.MACOS : name.startsWith("windows") ? System.WINDOWS : System.LINUX;
        String architecture = java.lang.System.getProperty("os.arch", "");
        return new Platform(
                system,
                switch (architecture) {
                    case "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> architecture;
                });
    }

    /** Returns the name of the operating system as docker and Go spell it: linux, darwin or windows. */
    public String systemName() {
        return system == System.MACOS ? "darwin" : system == System.WINDOWS ? "windows" : "linux";
    }

    public boolean isArm() {
        return architecture.equals("arm64");
    }
}
