package io.jm.fuzz;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/** Runs one target with many inputs, and writes those that it does not handle to files. */
final class Fuzzer {
    /** Maximum CPU time for one input of at most 64 KiB. */
    private static final long MAX_CPU_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** How often an input must exceed it: the first run also pays for classes and code that is not compiled yet. */
    private static final int SLOW_RUNS = 3;

    /** What even a busy computer runs. */
    private static final int MIN_EXECUTIONS = 50;

    private static final int MAX_CORPUS = 5000;
    private static final int MAX_OUTCOME = 100;

    private final FuzzTarget target;
    private final Path directory;
    private final Random random;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<byte[]> corpus = new ArrayList<>();
    private final Set<String> outcomes = new TreeSet<>();
    private final Map<String, Path> findings = new TreeMap<>();
    private volatile byte[] current = {};
    private long executions;

    /**
     * Creates a fuzzer.
     *
     * @param directory where inputs that are findings are written
     */
    Fuzzer(FuzzTarget target, Path directory, long seed) throws IOException {
        this.target = target;
        this.directory = directory;
        this.random = new Random(seed);
        corpus.addAll(target.seeds());
    }

    /** Runs the seeds, then mutations of whatever led to a new outcome. */
    void run(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        for (byte[] seed : List.copyOf(corpus)) {
            execute(seed);
        }
        Mutator mutator = new Mutator(random, target.dictionary());
        while (System.nanoTime() < end || executions < MIN_EXECUTIONS) {
            execute(mutator.mutate(choose(), choose()));
        }
    }

    private byte[] choose() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    /** Runs one input. */
    void execute(byte[] input) throws IOException {
        current = input;
        executions++;
        for (int run = 1; run <= SLOW_RUNS; run++) {
            long before = threads.getCurrentThreadCpuTime();
            String outcome;
            try {
                outcome = target.parse(input);
            } catch (Exception | OutOfMemoryError | StackOverflowError | AssertionError e) {
                record(e + " at " + location(e), input);
                return;
            }
            if (threads.getCurrentThreadCpuTime() - before <= MAX_CPU_NANOS) {
                keepIfNew(outcome, input);
                return;
            }
        }
        record("slow", input);
    }

    private void keepIfNew(String outcome, byte[] input) {
        if (corpus.size() < MAX_CORPUS && outcomes.add(shape(outcome))) {
            corpus.add(input);
        }
    }

    /** Records the input that was running when the time was up. */
    void recordHang() throws IOException {
        record("hang", current);
    }

    private static String location(Throwable e) {
        for (StackTraceElement element : e.getStackTrace()) {
            if (element.getClassName().startsWith("io.jm.")) {
                return element.getClassName() + "." + element.getMethodName();
            }
        }
        return "unknown";
    }

    /** Equal for messages that differ only in numbers, such as offsets. */
    private static String shape(String outcome) {
        StringBuilder shape = new StringBuilder();
        for (int i = 0; i < Math.min(outcome.length(), MAX_OUTCOME); i++) {
            shape.append(Character.isDigit(outcome.charAt(i)) ? '0' : outcome.charAt(i));
        }
        return shape.toString();
    }

    private void record(String failure, byte[] input) throws IOException {
        String shape = shape(failure);
        if (findings.containsKey(shape)) {
            return;
        }
        CRC32 sum = new CRC32();
        sum.update(input);
        Path file = directory.resolve(Long.toHexString(sum.getValue()));
        Files.createDirectories(directory);
        Files.write(file, input);
        findings.put(shape, file);
    }

    /** The files with the inputs that were not handled, by failure. */
    Map<String, Path> findings() {
        return findings;
    }

    @Override
    public String toString() {
        return "fuzz " + target.name() + ": inputs=" + executions + " outcomes=" + outcomes.size() + " findings="
                + findings.size();
    }
}
