package io.jm.drivers.qemu.share;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.driver.SharedDirectory;
import io.jm.go.json.JsonReader;
import io.jm.os.BoundedReader;
import io.jm.os.Environment;
import io.jm.os.Limits;
import io.jm.os.Programs;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A virtiofsd: the one of its own project, which any user can run, or the one that came with QEMU up to version 7, which
 * only root can.
 *
 * @param path the program
 * @param help what it prints with {@code --help}
 */
record VirtioFsProgram(Path path, String help) {
    /** Where distributions put it; it is in no one's PATH. */
    static final List<Path> PLACES = List.of(
            Path.of("/usr/libexec/virtiofsd"),
            Path.of("/usr/lib/virtiofsd"),
            Path.of("/usr/lib/virtiofsd/virtiofsd"),
            Path.of("/usr/lib/qemu/virtiofsd"));

    /** Descriptions of such programs, as QEMU's docs/interop/vhost-user.json defines them. */
    static final List<Path> DESCRIPTIONS = List.of(
            Path.of("/etc/qemu/vhost-user"),
            Path.of("/usr/share/qemu/vhost-user"),
            Path.of("/usr/local/share/qemu/vhost-user"));

    /** Returns the first that this user can run; null if there is none. */
    static @Nullable VirtioFsProgram find(Environment environment, List<Path> places, List<Path> descriptions) {
        Set<Path> candidates = new LinkedHashSet<>(places);
        Path own = Programs.find(environment, "virtiofsd");
        if (own != null) {
            candidates.add(own);
        }
        descriptions.forEach(directory -> candidates.addAll(described(directory)));
        for (Path candidate : candidates) {
            if (Programs.isProgram(candidate)) {
                VirtioFsProgram program = new VirtioFsProgram(candidate, helpOf(candidate));
                if (program.isModern() || program.isFromQemu()) {
                    return program;
                }
            }
        }
        return null;
    }

    /** The older one fails for other users, even when it is asked for help. */
    private static String helpOf(Path program) {
        try {
            Programs.Outcome outcome = Programs.capture(List.of(program.toString(), "--help"));
            return outcome.succeeded() ? outcome.text() : "";
        } catch (JmException e) {
            return "";
        }
    }

    private static List<Path> described(Path directory) {
        List<Path> programs = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
            for (Path file : files) {
                JsonNode description = JsonReader.read(BoundedReader.file(file, Limits.SMALL_FILE));
                String binary = description.path("binary").asText("");
                if (description.path("type").asText("").equals("fs") && binary.startsWith("/")) {
                    programs.add(Path.of(binary));
                }
            }
        } catch (IOException | DirectoryIteratorException | JmException e) {
            // most systems have no such directory; what cannot be read describes nothing
            return programs;
        }
        return programs;
    }

    private boolean isModern() {
        return help.contains("--shared-dir");
    }

    private boolean isFromQemu() {
        return help.contains("source=PATH");
    }

    /** Whether it can deny write access. */
    boolean canBeReadOnly() {
        return help.contains("--readonly");
    }

    /**
     * Returns the command that serves a directory at a socket.
     *
     * @param owner who runs it; {@link Owner#isRoot} decides about the mapping of owners
     * @throws JmException if it cannot serve it so
     */
    List<String> command(SharedDirectory share, Path socket, Owner owner) {
        if (share.readOnly() && !canBeReadOnly()) {
            throw new JmException(path + " cannot share without write access: install a newer virtiofsd");
        }
        List<String> command = new ArrayList<>(List.of(path.toString(), socketArgument(socket)));
        if (!isModern()) {
            // its options are separated by commas and escaped by backslashes
            String source = share.host().toString().replace("\\", "\\\\").replace(",", "\\,");
            command.addAll(List.of("-o", "source=" + source, "-o", "cache=auto,announce_submounts"));
            return command;
        }
        command.addAll(List.of("--shared-dir", share.host().toString(), "--cache=auto", "--sandbox=namespace"));
        if (help.contains("--announce-submounts")) {
            command.add("--announce-submounts");
        }
        if (share.readOnly()) {
            command.add("--readonly");
        }
        if (!owner.isRoot()) {
            command.addAll(mapping(owner));
        }
        return command;
    }

    /** The argument by which its process is found. */
    static String socketArgument(Path socket) {
        return "--socket-path=" + socket;
    }

    /**
     * An ordinary user can create files as nobody else, so whatever a container is in the machine, it is this user here.
     * Older versions can only make root in the machine this user.
     */
    private List<String> mapping(Owner owner) {
        if (!help.contains("--translate-uid")) {
            return List.of("--uid-map=:0:" + owner.uid() + ":1:", "--gid-map=:0:" + owner.gid() + ":1:");
        }
        return List.of(
                "--translate-uid=squash-guest:0:" + owner.uid() + ":" + Owner.ALL,
                "--translate-gid=squash-guest:0:" + owner.gid() + ":" + Owner.ALL,
                "--translate-uid=host:" + owner.uid() + ":" + Owner.LOGIN + ":1",
                "--translate-gid=host:" + owner.gid() + ":" + Owner.LOGIN + ":1");
    }

    /** The numbers of a user and of the user's group. */
    record Owner(long uid, long gid) {
        /** How many numbers there are. */
        private static final long ALL = 4_294_967_295L;

        /** The first user of a Linux: the machine's login. */
        private static final int LOGIN = 1000;

        private static final Path STATUS = Path.of("/proc/self/status");

        boolean isRoot() {
            return uid == 0;
        }

        /** Returns those of this process. */
        static Owner current() {
            try {
                return parse(BoundedReader.text(STATUS, Limits.SMALL_FILE));
            } catch (IOException e) {
                throw new JmException("cannot read " + STATUS + ": " + e.getMessage(), e);
            }
        }

        /** Parses the lines {@code Uid:} and {@code Gid:}, whose second number is the effective one; proc(5). */
        static Owner parse(String status) {
            long[] ids = {0, 0};
            for (String line : status.lines().toList()) {
                String[] words = line.split("\\s+", -1);
                if (words.length > 2 && words[2].matches("[0-9]{1,10}")) {
                    if (words[0].equals("Uid:")) {
                        ids[0] = Long.parseLong(words[2]);
                    } else if (words[0].equals("Gid:")) {
                        ids[1] = Long.parseLong(words[2]);
                    }
                }
            }
            return new Owner(ids[0], ids[1]);
        }
    }
}
