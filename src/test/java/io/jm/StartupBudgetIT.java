package io.jm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Local commands load few classes, nearly all of them from the class archive, and none of what only other commands
 * need. Runs the installed launcher in its jar form; counts classes, since milliseconds differ from machine to machine.
 * The budgets may only fall.
 */
@DisabledOnOs(OS.WINDOWS)
class StartupBudgetIT {
    private static final Pattern LOADED = Pattern.compile("\\] (\\S+) source: (.*)");

    /** What a machine of the none driver never needs on the road to its recorded data. */
    private static final List<String> FORBIDDEN = List.of(
            "org.slf4j.",
            "net.schmizz.",
            "com.hierynomus.",
            "org.bouncycastle.",
            "org.jline.",
            "me.tongfei.",
            "com.google.re2j.",
            "org.snakeyaml.",
            "com.exceptionfactory.jagged.",
            "java.net.http.",
            "java.sql.",
            "java.util.logging.",
            "javax.net.ssl.",
            "sun.security.ssl.",
            "sun.security.x509.",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "java.lang.ProcessBuilder",
            "io.jm.ssh.InProcessSsh",
            "io.jm.plugin.PluginProcess");

    @TempDir
    static Path folder;

    /** A class, and where it came from. */
    private record Loaded(String name, String source) {
        boolean archived() {
            return source.startsWith("shared objects file");
        }

        /** Made up while the program runs: proxies of annotations, forms of method handles. */
        boolean generated() {
            return source.startsWith("__") || name.contains("/0x") || name.contains("$Proxy");
        }
    }

    @BeforeAll
    static void install() throws Exception {
        run(Map.of(), "scripts/install", "--prefix", folder.resolve("jm").toString(), "--form", "jar");
        // The launcher lets nobody add options for Java, and so the Java that it finds adds them.
        Path java = folder.resolve("java/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(
                java,
                "#!/bin/sh\n_JAVA_OPTIONS=-Xlog:class+load:file=" + folder.resolve("classes") + " exec " + javaHome()
                        + "/bin/java \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        jm("create", "-d", "none", "--url", "tcp://127.0.0.1:1", "box");
        jm("env", "--cached", "--shell", "sh", "box");
    }

    @ParameterizedTest
    @CsvSource({
        "version, 910",
        "url box, 1080",
        "status box, 1095",
        "ip box, 1105",
        "inspect box, 1100",
        "active, 1160",
        "env --cached --shell sh box, 1135",
        "ls -q, 1130",
        // help lists every command, so each new one adds its class and those of its options
        "help, 1030"
    })
    void aLocalCommandKeepsItsBudget(String words, int budget) throws Exception {
        List<Loaded> classes = jm(words.split(" "));
        for (Loaded one : classes) {
            assertTrue(FORBIDDEN.stream().noneMatch(one.name::startsWith), () -> words + " loads " + one.name);
        }
        if (archiveOfAll()) {
            // Java 25 takes all of its cache at once, so that the number says nothing about the command.
            return;
        }
        List<Loaded> others = classes.stream()
                .filter(one -> !one.archived() && !one.generated())
                .toList();
        assertEquals(List.of(), others, "classes that scripts/archive does not know: add the command to Rehearsal");
        assertTrue(classes.size() <= budget, () -> words + " loads " + classes.size() + " classes");
    }

    @Test
    void ourClassesComeFromTheArchiveWhateverTheJava() throws Exception {
        assertOursAreArchived();
    }

    @Test
    void anArchiveMadeForARelativeFolderServesEveryFolder() throws Exception {
        String archive = Path.of("scripts/archive").toAbsolutePath().toString();
        run(
                Map.of(),
                "sh",
                "-c",
                "cd \"$1\" && exec \"$2\" jm",
                "sh",
                folder.resolve("jm/lib").toString(),
                archive);
        assertOursAreArchived();
    }

    private static void assertOursAreArchived() throws Exception {
        List<Loaded> ours = jm("url", "box").stream()
                .filter(one -> one.name.startsWith("io.jm.") || one.name.startsWith("picocli."))
                .toList();
        assertTrue(ours.size() > 100, () -> "only " + ours);
        assertEquals(List.of(), ours.stream().filter(one -> !one.archived()).toList());
    }

    private static boolean archiveOfAll() {
        return Files.exists(folder.resolve("jm/lib/jm/jm.aot"));
    }

    private static String javaHome() {
        return System.getProperty("java.home");
    }

    /** What one call loads. */
    private static List<Loaded> jm(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(folder.resolve("jm/bin/jm").toString()));
        all.addAll(List.of(words));
        run(
                Map.of(
                        "JAVA_HOME",
                        folder.resolve("java").toString(),
                        "MACHINE_STORAGE_PATH",
                        folder.resolve("store").toString(),
                        "DOCKER_HOST",
                        "tcp://127.0.0.1:1",
                        "JM_FORM",
                        "jar"),
                all.toArray(String[]::new));
        List<Loaded> classes = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("classes"))) {
            Matcher matcher = LOADED.matcher(line);
            if (matcher.find()) {
                classes.add(new Loaded(matcher.group(1), matcher.group(2)));
            }
        }
        assertTrue(classes.size() > 300, "no log of classes");
        return classes;
    }

    private static void run(Map<String, String> variables, String... words) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MACHINE_") || name.startsWith("DOCKER_"));
        builder.environment().put("JAVA_HOME", javaHome());
        builder.environment().putAll(variables);
        Process process = builder.start();
        assertTrue(process.waitFor(5, TimeUnit.MINUTES), () -> String.join(" ", words) + " does not end");
        assertEquals(0, process.exitValue(), () -> String.join(" ", words) + ": " + read(output));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
