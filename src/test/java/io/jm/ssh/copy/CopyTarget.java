package io.jm.ssh.copy;

import io.jm.fuzz.FuzzTarget;
import io.jm.os.MemoryBudget;
import io.jm.os.PeerName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Fuzz target: a copied machine's file names may only create files below the target directory. */
public final class CopyTarget implements FuzzTarget {
    private static final int MAX_NAMES = 40;
    private static final int NAMES_PER_DIRECTORY = 4;

    private final Path jail;
    private final Path target;

    public CopyTarget(Path directory) {
        this.jail = directory.resolve("jail");
        this.target = jail.resolve("a/b/target");
    }

    @Override
    public String name() {
        return "copy";
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                bytes("file\0Dfolder\0one\0two\0three"),
                bytes("../evil\0D..\0../../evil\0.\0"),
                bytes("Da\0Db\0Dc\0Dd\0..\0/tmp/evil\0\\evil\0C:evil"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<String> dictionary() {
        return List.of("\0", "D", "..", ".", "/", "../", "\\", "C:", "~", "*", "\n", "\u202e", " ", "x".repeat(300));
    }

    @Override
    public String parse(byte[] input) throws IOException {
        Files.createDirectories(target);
        String[] names = new String(input, StandardCharsets.UTF_8).split("\0", -1);
        FileCopy copy = new FileCopy(new Hostile(names), new LocalFiles(jail), true, 1024, CopyProgress.silent());
        List<String> failures = copy.copy("source", target.toString());
        List<Path> outside = clean();
        if (!outside.isEmpty()) {
            throw new AssertionError("written outside of the target: " + outside);
        }
        return failures.size() + (failures.isEmpty() ? "" : failures.get(0));
    }

    /** Deletes what was copied and returns the paths that are not below the target. */
    private List<Path> clean() throws IOException {
        List<Path> outside = new ArrayList<>();
        List<Path> all;
        try (Stream<Path> found = Files.walk(jail)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            if (path.startsWith(target) && !path.equals(target)) {
                Files.delete(path);
            } else if (!target.startsWith(path)) {
                outside.add(path);
                Files.delete(path);
            }
        }
        return outside;
    }

    /** A machine on which names that start with D are directories, which contain the names that follow. */
    private static final class Hostile implements FileTree {
        private final String[] names;
        private int next;

        Hostile(String[] names) {
            this.names = names;
        }

        @Override
        public Info info(String path) {
            boolean directory = path.equals("source") || lastName(path).startsWith("D");
            return new Info(directory ? Kind.DIRECTORY : Kind.FILE, 0755, 1, 0, 0);
        }

        @Override
        public List<PeerName> names(String directory, MemoryBudget budget) throws IOException {
            List<PeerName> found = new ArrayList<>();
            while (next < Math.min(names.length, MAX_NAMES) && found.size() < NAMES_PER_DIRECTORY) {
                budget.take(names[next].length());
                found.add(PeerName.of(names[next]));
                next++;
            }
            return found;
        }

        @Override
        public String expandHome(String path) {
            return path;
        }

        @Override
        public List<Source> sources(String typed, MemoryBudget budget) {
            return List.of(new Source(typed, PeerName.of(names.length > 0 ? names[0] : "")));
        }

        @Override
        public void makeDirectory(String path, int mode) {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream read(String path, long size) {
            return new ByteArrayInputStream(new byte[] {1});
        }

        @Override
        public NewFile write(String path, int mode) {
            throw new UnsupportedOperationException();
        }
    }
}
