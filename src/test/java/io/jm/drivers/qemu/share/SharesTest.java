package io.jm.drivers.qemu.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.driver.DriverContext;
import io.jm.driver.SharedDirectory;
import io.jm.os.Environment;
import io.jm.os.Platform;
import io.jm.testkit.RecordingConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharesTest {
    private static final String NINE_P = "name \"virtio-9p-pci\"";

    @TempDir
    Path home;

    private final RecordingConsole lines = new RecordingConsole();
    private ShareSupport support = new ShareSupport(Platform.System.LINUX, NINE_P, null, "install virtiofsd");

    @BeforeEach
    void makeTheStore() throws IOException {
        Files.createDirectories(home.resolve(".docker/machine/machines/box"));
    }

    @Test
    void theHomeDirectoryIsTheDefault() {
        assertEquals(new Shares.Plan(List.of(home + ":" + home), ShareType.NINE_P), plan(List.of(), "auto"));
        assertEquals("", lines.all());
    }

    @Test
    void theDefaultIsOnlyMentionedIfItCannotBe() {
        support = new ShareSupport(Platform.System.WINDOWS, "", null, "");
        assertEquals(Shares.Plan.nothing(), plan(List.of(), "auto"));
        assertEquals(
                "(box) Your home directory is not shared with the machine: QEMU on Windows cannot share directories\n",
                lines.out());
    }

    @Test
    void whatTheUserNamedIsRefusedIfItCannotBe() {
        support = new ShareSupport(Platform.System.WINDOWS, "", null, "");
        JmException refused = assertThrows(JmException.class, () -> plan(List.of(home.toString()), "auto"));
        assertEquals("QEMU on Windows cannot share directories", refused.getMessage());
        assertThrows(JmException.class, () -> plan(List.of("/"), "auto"));
        assertEquals("", lines.all());
    }

    @Test
    void noneSharesNothingAndAsksNothing() {
        Shares shares = new Shares(context(home.toString()), home, () -> {
            throw new IllegalStateException("nobody asks");
        });
        assertEquals(Shares.Plan.nothing(), shares.plan(List.of("none"), "auto", "debian13", "docker"));
        assertEquals(Shares.Plan.nothing(), shares.plan(List.of(), "none", "debian13", "docker"));
        JmException refused = assertThrows(JmException.class, () -> plan(List.of("none", home.toString()), "auto"));
        assertEquals("--qemu-share none excludes other directories", refused.getMessage());
        assertEquals(
                List.of(), Shares.directories(Shares.Plan.nothing(), context("").environment()));
    }

    @Test
    void withoutAHomeThereIsNoDefault() {
        Shares shares = new Shares(context(null), home, () -> support);
        assertEquals(Shares.Plan.nothing(), shares.plan(List.of(), "auto", "ubuntu24.04", "docker"));
    }

    @Test
    void directoriesHaveTagsInOrder() throws IOException {
        Path other = Files.createDirectory(home.resolve("other"));
        Shares.Plan plan = plan(List.of(home + ":/mnt/a:ro", other.toString()), "9p");
        assertEquals(
                List.of(
                        new SharedDirectory("jm0", "9p", home, "/mnt/a", true),
                        new SharedDirectory("jm1", "9p", other, other.toString(), false)),
                Shares.directories(plan, context("").environment()));
    }

    @Test
    void aDirectoryThatIsGoneDoesNotStopTheMachine() {
        Shares.Plan plan = new Shares.Plan(List.of("/gone:/gone", home + ":/h"), ShareType.NINE_P);
        List<String> arguments = shares().start(plan, 2048);
        assertEquals(2, arguments.size());
        // the machine's mount units know the directories by their tags
        assertTrue(arguments.get(1).contains("mount_tag=jm1"), arguments.toString());
        assertEquals(
                "(box) Warning: /gone is not shared with the machine this time: it is not a directory, or not there now\n",
                lines.out());
    }

    @Test
    void aVirtiofsdThatIsGoneDoesNotStopTheMachine() {
        Shares.Plan plan = new Shares.Plan(List.of(home + ":/h"), ShareType.VIRTIOFS);
        assertEquals(List.of(), shares().start(plan, 2048));
        assertEquals(
                "(box) Warning: " + home + " is not shared with the machine this time: install virtiofsd\n",
                lines.out());
    }

    private Shares.Plan plan(List<String> options, String wanted) {
        return shares().plan(options, wanted, "ubuntu24.04", "docker");
    }

    private Shares shares() {
        return new Shares(context(home.toString()), home, () -> support);
    }

    private DriverContext context(@Nullable String homeDirectory) {
        Map<String, String> variables = homeDirectory == null ? Map.of() : Map.of("HOME", homeDirectory);
        return new DriverContext(
                "box",
                home.resolve(".docker/machine"),
                lines.console(),
                new Environment(variables, home, "jm", false),
                Ticker.system());
    }
}
