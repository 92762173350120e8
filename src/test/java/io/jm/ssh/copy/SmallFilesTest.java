package io.jm.ssh.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmallFilesTest {
    private static final int FILES = 200;

    private final List<String> log = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final SmallFiles small = new SmallFiles(file -> done.add(file.source() + (file.failed() ? " failed" : "")));

    private SmallFile file(int number, String failure) {
        String name = Integer.toString(number);
        Steps steps = new Steps(name, failure);
        return new SmallFile(name, name, 1, steps, steps);
    }

    /** Logs each stage, and fails in one of them. */
    private final class Steps implements StagedRead, StagedWrite {
        private final String name;
        private final String failure;

        Steps(String name, String failure) {
            this.name = name;
            this.failure = failure;
        }

        private void step(String step) throws IOException {
            log.add(step + " " + name);
            if (step.equals(failure)) {
                throw new IOException();
            }
        }

        @Override
        public void open() throws IOException {
            step("open");
        }

        @Override
        public void request() throws IOException {
            step("request");
        }

        @Override
        public byte[] content() throws IOException {
            step("content");
            return new byte[1];
        }

        @Override
        public void abandon() {
            log.add("abandon " + name);
        }

        @Override
        public void look() throws IOException {
            step("look");
        }

        @Override
        public void create() throws IOException {
            step("create");
        }

        @Override
        public void put(byte[] content) throws IOException {
            step("put");
        }

        @Override
        public void keep() throws IOException {
            step("keep");
        }

        @Override
        public void finish() throws IOException {
            step("finish");
        }

        @Override
        public void discard() {
            log.add("discard " + name);
        }

        @Override
        public void awaitDiscarded() {
            log.add("await " + name);
        }
    }

    private List<String> stages(String name) {
        return log.stream()
                .filter(line -> line.endsWith(" " + name))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    @Test
    void everyFilePassesAllStagesInOrderWhileOthersAreUnderWay() {
        for (int i = 0; i < FILES; i++) {
            small.add(file(i, ""));
        }
        small.complete();
        List<String> numbers =
                IntStream.range(0, FILES).mapToObj(Integer::toString).toList();
        assertEquals(numbers, done);
        for (String number : numbers) {
            assertEquals(
                    List.of("open", "look", "request", "create", "content", "put", "keep", "finish"), stages(number));
        }
        assertTrue(log.indexOf("open 16") < log.indexOf("request 0"));
        // the number of files under way is limited
        assertTrue(log.indexOf("finish 0") < log.indexOf("open 70"));
    }

    @Test
    void aFailedFileIsDiscardedAndReportedInItsPlace() {
        List<String> steps = List.of("open", "look", "request", "create", "content", "put", "keep", "finish");
        for (int i = 0; i < steps.size(); i++) {
            small.add(file(2 * i, ""));
            small.add(file(2 * i + 1, steps.get(i)));
        }
        small.complete();
        for (int i = 0; i < steps.size(); i++) {
            assertEquals(2 * i + "", done.get(2 * i));
            assertEquals(2 * i + 1 + " failed", done.get(2 * i + 1));
            List<String> passed = new ArrayList<>(steps.subList(0, i + 1));
            passed.addAll(List.of("abandon", "discard", "await"));
            assertEquals(passed, stages(Integer.toString(2 * i + 1)));
        }
    }

    @Test
    void stoppingDiscardsWhatIsUnfinishedAndStartsNothingMore() {
        for (int i = 0; i < FILES; i++) {
            small.add(file(i, ""));
        }
        int finished = done.size();
        small.stop();
        small.add(file(FILES, ""));
        small.complete();
        assertEquals(finished, done.size());
        for (int i = 0; i < FILES; i++) {
            assertEquals(i >= finished, log.contains("discard " + i), "file " + i);
        }
        assertEquals(List.of(), stages(Integer.toString(FILES)));
        // all removals are requested before the first is awaited
        assertTrue(log.indexOf("discard " + (FILES - 1)) < log.indexOf("await " + finished));
    }
}
