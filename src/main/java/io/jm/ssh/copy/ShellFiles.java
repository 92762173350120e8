package io.jm.ssh.copy;

import io.jm.os.MemoryBudget;
import io.jm.os.PeerName;
import io.jm.ssh.SshExecutor;
import io.jm.text.ShellQuoting;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files of a machine without SFTP, through its shell and POSIX utilities. */
final class ShellFiles extends MachineFiles {
    private static final int CHUNK = 128 * 1024;

    private static final String INFO = "LC_ALL=C ls -ldLn \"$1\"";
    /** A line of {@code ls -n}; for a device it has the device number in place of the size. */
    private static final Pattern LINE = Pattern.compile(
            "(?<type>[-a-z])(?<mode>[-rwxsStT]{9})\\S* +\\d+ +(?<owner>\\d+) +(?<group>\\d+) +(?<size>\\d+)");

    private static final String PRINT = "if [ -e \"$name\" ] || [ -L \"$name\" ]; then printf '%s\\0' \"$name\"; fi";
    private static final String NAMES = "CDPATH= cd \"$1\" || exit;"
            + " [ -r . ] || { echo ': Permission denied' >&2; exit 1; };"
            + " for name in * .*; do case $name in .|..) ;; *) " + PRINT + " ;; esac; done";

    private static final String MASKED = "$(printf %o $((0$2 & ~$(umask))))";
    private static final String MAKE_DIRECTORY = "mkdir -m \"" + MASKED + "\" \"$1\"";

    private static final String READ = "exec cat \"$1\"";
    private static final String CANONICAL = "readlink -f \"$1\" 2>/dev/null || printf '%s\\n' \"$1\"";

    /** Prints a line once the file is open, before it reads any content. */
    private static final String WRITE = "exec 3>\"$1\" || exit; echo; exec cat >&3";
    /** As {@link #WRITE} for a file that must not exist yet; only its owner can read it until it is complete. */
    private static final String WRITE_NEW = "umask 077; set -C; " + WRITE;

    private static final String KEEP_NEW = "chmod \"" + MASKED + "\" \"$1\" && exec mv -f \"$1\" \"$3\"";
    /** Only root may change the owner; otherwise the file belongs to the SSH user. */
    private static final String KEEP_REPLACED =
            "chown \"$4\" \"$1\" 2>/dev/null; chmod \"$2\" \"$1\" && exec mv -f \"$1\" \"$3\"";

    private static final String DISCARD = "rm -f \"$1\"";

    private final SshExecutor owner;
    private final RemoteShell shell;

    /** Uses the given shell; closing these files closes the connection of {@code owner}. */
    ShellFiles(SshExecutor owner, RemoteShell shell) {
        super(shell);
        this.owner = owner;
        this.shell = shell;
    }

    @Override
    String home() throws IOException {
        return withoutLineEnd(shell.run("pwd"));
    }

    private static String withoutLineEnd(String line) {
        return line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
    }

    @Override
    public int readChunk() {
        return CHUNK;
    }

    @Override
    public int writeChunk() {
        return CHUNK;
    }

    /** Returns the path in a form that no program parses as an option. */
    private static String at(String path) {
        return path.isEmpty() ? "." : path.startsWith("-") ? "./" + path : path;
    }

    @Override
    public @Nullable Info info(String path) throws IOException {
        try {
            return parse(shell.run(INFO, at(path)));
        } catch (IOException e) {
            if ("No such file or directory".equals(e.getMessage()) || "Not a directory".equals(e.getMessage())) {
                return null;
            }
            throw e;
        }
    }

    /** Parses the output of {@code ls -ldLn} for one file. */
    static Info parse(String printed) throws IOException {
        Matcher line = LINE.matcher(printed);
        if (!line.lookingAt()) {
            throw new IOException("unexpected output of ls");
        }
        String letters = line.group("mode");
        int mode = 0;
        for (int i = 0; i < letters.length(); i++) {
            // S and T are setuid, setgid or sticky without execute permission
            mode = mode << 1 | ("-ST".indexOf(letters.charAt(i)) < 0 ? 1 : 0);
        }
        Kind kind = switch (line.group("type")) {
            case "d" -> Kind.DIRECTORY;
            case "-" -> Kind.FILE;
            default -> Kind.OTHER;
        };
        try {
            long size = kind == Kind.FILE ? Long.parseLong(line.group("size")) : 0;
            return new Info(kind, mode, size, id(line.group("owner")), id(line.group("group")));
        } catch (NumberFormatException e) {
            throw new IOException("unexpected output of ls", e);
        }
    }

    /** Parses a user or group id, which is an unsigned 32-bit number. */
    private static int id(String digits) {
        return Integer.parseUnsignedInt(digits);
    }

    @Override
    public List<PeerName> names(String directory, MemoryBudget budget) throws IOException {
        List<PeerName> names = new ArrayList<>();
        for (String name : list(budget, NAMES, at(directory))) {
            names.add(PeerName.of(name));
        }
        Collections.sort(names);
        return names;
    }

    /** Returns the names that the script prints, each followed by NUL. */
    private List<String> list(MemoryBudget budget, String script, String... arguments) throws IOException {
        String printed = shell.run(script, arguments);
        List<String> found = new ArrayList<>();
        int start = 0;
        for (int end = printed.indexOf(0); end >= 0; end = printed.indexOf(0, start)) {
            budget.take(end - start);
            found.add(printed.substring(start, end));
            start = end + 1;
        }
        return found;
    }

    @Override
    List<String> matches(String path, MemoryBudget budget) throws IOException {
        return list(budget, "for name in " + pattern(at(path)) + "; do " + PRINT + "; done");
    }

    /** Quotes the path for the shell, except for its wildcards. */
    private static String pattern(String path) {
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if ("*?[]!^-".indexOf(c) >= 0) {
                quoted.append(c);
            } else {
                int start = c == '\\' && i + 1 < path.length() ? ++i : i;
                quoted.append(ShellQuoting.quote(path.substring(start, path.offsetByCodePoints(start, 1))));
                i = path.offsetByCodePoints(start, 1) - 1;
            }
        }
        return quoted.toString();
    }

    @Override
    public void makeDirectory(String path, int mode) throws IOException {
        shell.run(MAKE_DIRECTORY, at(path), Integer.toOctalString(mode));
    }

    @Override
    public InputStream read(String path, long size) throws IOException {
        RemoteShell.Running reader = shell.start(READ, at(path));
        reader.noInput();
        return new Content(reader);
    }

    @Override
    public NewFile write(String path, int mode) throws IOException {
        Info before = info(path);
        if (before == null) {
            return new Replacement(at(path), mode | 0200, null);
        }
        if (before.kind() == Kind.OTHER) {
            return new InPlace(WRITE, at(path));
        }
        String target = withoutLineEnd(shell.run(CANONICAL, at(path)));
        try {
            return new Replacement(
                    target,
                    before.mode(),
                    Integer.toUnsignedString(before.owner()) + ":" + Integer.toUnsignedString(before.group()));
        } catch (IOException e) {
            if ("Permission denied".equals(e.getMessage())) {
                // the file may be writable although its directory is not
                return new InPlace(WRITE, target);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        owner.close();
    }

    /** A remote file's content; at its end it checks that the machine has read the whole file. */
    private static final class Content extends FilterInputStream {
        private final RemoteShell.Running reader;

        Content(RemoteShell.Running reader) {
            super(reader.output());
            this.reader = reader;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            if (read < 0) {
                reader.finish();
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    /** A remote file that is written to directly. */
    private class InPlace extends NewFile {
        private final RemoteShell.Running writer;

        InPlace(String script, String path) throws IOException {
            writer = shell.start(script, path);
            if (writer.output().read() < 0) {
                try (writer) {
                    writer.finish();
                    throw new IOException("the machine did not open the file");
                }
            }
        }

        @Override
        OutputStream content() {
            return writer.input();
        }

        @Override
        void keep() throws IOException {
            try (writer) {
                writer.input().close();
                writer.finish();
            }
        }

        @Override
        void discard() {
            try {
                writer.close();
            } catch (IOException e) {
                // the connection is closed, and with it the writer
                return;
            }
        }
    }

    /** A remote file under its temporary name. */
    private final class Replacement extends InPlace {
        private final String path;
        private final String target;
        private final String mode;
        private final @Nullable String owners;

        /**
         * @param owners the {@code uid:gid} of the replaced file; null if there is none
         */
        Replacement(String target, int mode, @Nullable String owners) throws IOException {
            this(NewFile.temporaryPath(target), target, Integer.toOctalString(mode), owners);
        }

        private Replacement(String path, String target, String mode, @Nullable String owners) throws IOException {
            super(WRITE_NEW, path);
            this.path = path;
            this.target = target;
            this.mode = mode;
            this.owners = owners;
        }

        @Override
        void keep() throws IOException {
            super.keep();
            if (owners == null) {
                shell.run(KEEP_NEW, path, mode, target);
            } else {
                shell.run(KEEP_REPLACED, path, mode, target, owners);
            }
        }

        @Override
        void discard() {
            super.discard();
            try {
                shell.run(DISCARD, path);
            } catch (IOException e) {
                // the leftover has a temporary name
                return;
            }
        }
    }
}
