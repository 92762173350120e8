package io.jm.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jm.cli.DocumentTarget;
import io.jm.engine.ReplyTarget;
import io.jm.go.gob.GobTarget;
import io.jm.go.template.TemplateTarget;
import io.jm.go.text.UrlTarget;
import io.jm.images.Qcow2Target;
import io.jm.inventory.FilterTarget;
import io.jm.provision.host.OsReleaseTarget;
import io.jm.qmp.MonitorTarget;
import io.jm.sftp.SftpTarget;
import io.jm.ssh.copy.CopyTarget;
import io.jm.ssh.copy.ListingTarget;
import io.jm.tls.PemTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/**
 * Checks that each parser of untrusted input returns or throws its documented exception, in bounded time and memory. Each
 * build runs the earlier findings in {@code src/test/resources/fuzz} and half a second of mutations; {@code scripts/fuzz}
 * runs one target for longer.
 */
class FuzzTest {
    private static final Path REGRESSIONS = Path.of("src/test/resources/fuzz");
    private static final Path FINDINGS = Path.of("target/fuzz");

    private static final Duration DEFAULT_TIME = Duration.ofMillis(500);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path work;

    private static List<FuzzTarget> targets() throws IOException {
        return List.of(
                new CopyTarget(work),
                new DocumentTarget(work),
                new FilterTarget(),
                new GobTarget(),
                new ListingTarget(),
                new MonitorTarget(),
                new OsReleaseTarget(),
                new PemTarget(work),
                new Qcow2Target(work),
                new ReplyTarget(),
                new SftpTarget(),
                new TemplateTarget(),
                new UrlTarget());
    }

    @TestFactory
    Stream<DynamicTest> parsersHandleEveryInput() throws IOException {
        String chosen = System.getProperty("jm.fuzz.target", "");
        int seconds = Integer.getInteger("jm.fuzz.seconds", 0);
        Duration time = seconds == 0 ? DEFAULT_TIME : Duration.ofSeconds(seconds);
        return targets().stream()
                .filter(target -> chosen.isEmpty() || target.name().equals(chosen))
                .map(target -> DynamicTest.dynamicTest(target.name(), () -> fuzz(target, time)));
    }

    private static void fuzz(FuzzTarget target, Duration time) throws IOException {
        Fuzzer fuzzer = new Fuzzer(target, FINDINGS.resolve(target.name()), Long.getLong("jm.fuzz.seed", 4711));
        try {
            assertTimeoutPreemptively(time.plusMinutes(1), () -> {
                for (Path input : regressions(target)) {
                    fuzzer.execute(Files.readAllBytes(input));
                }
                fuzzer.run(time);
            });
        } catch (AssertionFailedError e) {
            fuzzer.recordHang();
            throw new AssertionError(fuzzer.findings().toString(), e);
        }
        System.out.println(fuzzer);
        assertEquals(Map.of(), fuzzer.findings());
    }

    private static List<Path> regressions(FuzzTarget target) throws IOException {
        Path directory = REGRESSIONS.resolve(target.name());
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
