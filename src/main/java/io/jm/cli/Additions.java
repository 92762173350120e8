package io.jm.cli;

/**
 * Knows what docker-machine 0.16.2 does not have. It works under either name of the program, but help does not list it
 * under the name docker-machine, because scripts and tests compare those lists.
 */
final class Additions {
    private Additions() {}

    /** Returns whether docker-machine lacks a command. */
    static boolean command(String name) {
        return switch (name) {
            case "driver", "image", "set" -> true;
            default -> false;
        };
    }

    /** Whether only jm's help describes the command; docker-machine's has no description of it. */
    static boolean description(String command) {
        return switch (command) {
            case "active", "ls", "provision", "version" -> true;
            default -> false;
        };
    }

    /**
     * Returns whether docker-machine lacks an option of a command; drivers mark their own options.
     *
     * @param command the command's name; empty for the options before it
     */
    static boolean option(String command, String name) {
        return switch (command + " --" + name) {
            case " --host-key-check",
                    "config --cached",
                    "config --check",
                    "create --plan",
                    "create --resume",
                    "env --cached",
                    "env --check",
                    "provision --plan",
                    "version --details" -> true;
            default -> false;
        };
    }
}
