package io.jm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.drivers.Drivers;
import io.jm.os.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The checked-in reference is what the commands and {@link Setting} make of it. The pages as they should be are left in
 * {@code target/reference}, and the man pages in {@code target/man}; {@code scripts/reference} copies them.
 */
class ReferenceTest {
    private static final Path DOCS = Path.of("docs");
    private static final Path MADE = Path.of("target/reference");
    private static final Path MAN = Path.of("target/man");
    private static final Path INSTALLED = Path.of("scripts/man");

    private final Reference reference = new Reference();

    @Test
    void everyPageIsUpToDate() throws IOException {
        Map<String, String> pages = new MarkdownPages(reference).all();
        write(MADE, pages);
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.list(DOCS.resolve("commands"))) {
            files.forEach(file -> found.add("commands/" + file.getFileName()));
        }
        isUpToDate(pages, DOCS, found);
    }

    /**
     * Compares the checked-in pages.
     *
     * @param found the files of directories that have generated pages only
     */
    private static void isUpToDate(Map<String, String> pages, Path directory, Set<String> found) throws IOException {
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Path file = directory.resolve(page.getKey());
            String text = Files.exists(file) ? Files.readString(file) : "";
            assertEquals(page.getValue(), text, file + " is stale: run scripts/reference");
            found.remove(page.getKey());
        }
        assertEquals(Set.of(), found, "pages of no command: run scripts/reference");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void manPagesAreFreeOfWarnings() throws Exception {
        Map<String, String> pages = new ManPages(reference).all();
        write(MAN, pages);
        if (!Files.isExecutable(Path.of("/usr/bin/groff"))) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("/usr/bin/groff", "-man", "-Tutf8", "-ww", "-z"));
        pages.keySet().forEach(name -> command.add(MAN.resolve(name).toString()));
        Process groff = new ProcessBuilder(command).redirectErrorStream(true).start();
        String warnings = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(groff.waitFor(1, TimeUnit.MINUTES));
        assertEquals("", warnings);
    }

    @Test
    void everyManPageIsUpToDate() throws IOException {
        Map<String, String> pages = new ManPages(reference).all();
        write(MAN, pages);
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.list(INSTALLED)) {
            files.forEach(file -> found.add(String.valueOf(file.getFileName())));
        }
        isUpToDate(pages, INSTALLED, found);
    }

    @Test
    void eachOptionStandsInItsManPage() {
        Map<String, String> pages = new ManPages(reference).all();
        for (List<CommandText> commands : reference.groups().values()) {
            for (CommandText command : commands) {
                assertHas(pages, "jm-" + command.name().replace(' ', '-') + ".1", command.flags());
            }
        }
        reference.driverFlags().values().forEach(flags -> assertHas(pages, "jm-create.1", flags));
        assertHas(pages, "jm.1", reference.globalFlags());
    }

    private static void assertHas(Map<String, String> pages, String page, List<Flag> flags) {
        String text = Objects.requireNonNull(pages.get(page), page);
        for (Flag flag : flags) {
            String option = ".TP\n\\fB\\-\\-" + flag.name().replace("-", "\\-");
            String brief = ".TP\n\\fB\\-" + flag.name();
            assertTrue(
                    Pattern.compile("(" + Pattern.quote(option) + "|" + Pattern.quote(brief) + ")(,| |\\[|\\\\fR)")
                            .matcher(text)
                            .find(),
                    () -> page + " lacks --" + flag.name());
        }
    }

    @Test
    void everyCommandHasExamplesAndAGroup() {
        for (List<CommandText> commands : reference.groups().values()) {
            for (CommandText command : commands) {
                assertFalse(command.examples().isEmpty(), command.name());
                assertTrue(
                        command.name().equals("help") || !command.paragraphs().isEmpty(), command.name());
            }
        }
    }

    /** A line too much or too few in an annotation turns all that follow round. */
    @Test
    void examplesArePairsOfAPurposeAndACommandLine() {
        Pattern line = Pattern.compile("^(jm|docker|ssh|scp|rsync) |\\$\\(|[<>|]");
        for (List<CommandText> commands : reference.groups().values()) {
            for (CommandText command : commands) {
                for (CommandText.Example example : command.examples()) {
                    assertFalse(line.matcher(example.purpose()).find(), command.name() + ": " + example.purpose());
                    assertTrue(
                            Pattern.compile("\\b(jm|docker|ssh|scp|rsync)\\b")
                                    .matcher(example.command())
                                    .find(),
                            command.name() + ": " + example.command());
                }
            }
        }
    }

    @Test
    void optionsAndSettingsHaveTheSameDefaults() {
        Map<String, Setting> settings = new HashMap<>();
        for (Setting setting : Setting.values()) {
            settings.put(setting.variable(), setting);
        }
        for (List<CommandText> commands : reference.groups().values()) {
            for (CommandText command : commands) {
                for (Flag flag : command.flags()) {
                    if (!flag.environmentVariable().isEmpty()) {
                        Setting setting = Objects.requireNonNull(settings.get(flag.environmentVariable()));
                        assertEquals(setting.defaultValue(), flag.defaultValue(), flag.name());
                    }
                }
            }
        }
    }

    @Test
    void launcherAndPagesNameSettingsOnly() throws IOException {
        Set<String> known = new TreeSet<>();
        for (Setting setting : Setting.values()) {
            known.add(setting.variable());
        }
        // of scripts/install.sh and scripts/release
        known.addAll(List.of("JM_BASE_URL", "JM_HOMEPAGE", "JM_MAINTAINER"));
        List<Path> files = new ArrayList<>(List.of(Path.of("scripts/jm"), Path.of("README.md")));
        try (Stream<Path> pages = Files.walk(DOCS)) {
            pages.filter(page -> page.toString().endsWith(".md")).forEach(files::add);
        }
        Pattern variable = Pattern.compile("\\b(?:MACHINE|JM)_[A-Z_]*[A-Z]\\b");
        for (Path file : files) {
            Matcher found = variable.matcher(Files.readString(file));
            while (found.find()) {
                assertTrue(known.contains(found.group()), () -> file + " names " + found.group());
            }
        }
    }

    private static void write(Path folder, Map<String, String> pages) throws IOException {
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Path file = folder.resolve(page.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, page.getValue());
        }
    }

    @Test
    void theOptionsOfEveryBuiltInDriverAreInTheReference() {
        assertEquals(
                new TreeSet<>(Drivers.BUILT_IN),
                new TreeSet<>(reference.driverFlags().keySet()));
    }
}
