package io.jm.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverFactory;
import io.jm.driver.DriverName;
import io.jm.driver.DriverNotFoundException;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import io.jm.testkit.Jm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles the example driver of docs/drivers.md and runs it from a jar in MACHINE_DRIVER_PATH. */
class JavaDriversTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Path jar;

    @BeforeEach
    void packTheExample() throws IOException {
        Matcher example = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/drivers.md")));
        assertTrue(example.find(), "docs/drivers.md shows a driver");
        Path source = Files.writeString(directory.resolve("NoteDriver.java"), example.group(1));
        Path classes = Files.createDirectories(directory.resolve("classes"));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        out,
                        out,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        source.toString());
        assertEquals(0, status, out::toString);
        out.reset();
        jar = directory.resolve("drivers/note.jar");
        Files.createDirectories(jar.getParent());
        try (JarOutputStream packed = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.list(classes.resolve("example"))) {
            for (Path file : files.toList()) {
                packed.putNextEntry(new JarEntry("example/" + file.getFileName()));
                packed.write(Files.readAllBytes(file));
            }
            packed.putNextEntry(new JarEntry("META-INF/services/io.jm.driver.DriverProvider"));
            packed.write("example.NoteDriver$Provider\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private Environment environment(String path) {
        return new Environment(
                Map.of(
                        "MACHINE_DRIVER_PATH",
                        path,
                        "MACHINE_STORAGE_PATH",
                        directory.resolve("store").toString(),
                        "PATH",
                        "/nowhere",
                        "HOME",
                        directory.toString()),
                directory,
                "jm",
                false);
    }

    private String jm(String path, String... arguments) {
        Jm.Result result = new Jm(environment(path)).run(arguments);
        return result.code().value() + " " + result.all();
    }

    @Test
    void aDriverInAJarWorksLikeABuiltInOne() {
        String path = jar.toString();
        String created = jm(path, "create", "-d", "note", "--note-text", "milk", "box");
        assertTrue(created.startsWith("0 ") && created.contains("(box) remembering milk\n"), created);
        assertEquals("0 Running\n", jm(path, "status", "box"));
        assertEquals("0 milk note\n", jm(path, "inspect", "-f", "{{.Driver.Note}} {{.DriverName}}", "box"));
        assertEquals("0 Stopping \"box\"...\nMachine \"box\" was stopped.\n", jm(path, "stop", "box"));
        assertEquals("0 Stopped\n", jm(path, "status", "box"));
        assertEquals("1 Host is not running\n", jm(path, "url", "box"));
        assertEquals(
                "0 NAME   ACTIVE   DRIVER   STATE     URL   SWARM   DOCKER    ERRORS\n"
                        + "box    -        note     Stopped                 Unknown   \n",
                jm(path, "ls"));
        String started = jm(path, "start", "box");
        assertTrue(
                started.startsWith("0 Starting \"box\"...\nMachine \"box\" was started.\nStarted machines"), started);
        assertEquals("0 Running\n", jm(path, "status", "box"));
        String env = jm(path, "env", "--shell", "sh", "box");
        assertTrue(env.contains("export DOCKER_HOST=\"unix:///var/run/docker.sock\"\n"), env);
        assertTrue(jm(path, "restart", "box").startsWith("0 "));
        assertTrue(jm(path, "create", "-d", "note", "--help").contains("--note-text VALUE"));
        assertTrue(jm(path, "rm", "-y", "box").startsWith("0 "));
    }

    private boolean startsProcess(String path, String driver) {
        DriverFactory plugins = new DriverFactory() {
            @Override
            public Driver open(DriverName name, DriverContext context) {
                throw new DriverNotFoundException(name.text());
            }

            @Override
            public boolean startsProcess(Machine machine) {
                return true;
            }
        };
        Machine machine =
                new Machine("box", JsonNodeFactory.instance.objectNode().put("DriverName", driver));
        return new JavaDrivers(environment(path), plugins).startsProcess(machine);
    }

    @Test
    void aDriverInAJarStartsNoProcess() {
        assertFalse(startsProcess(jar.toString(), "note"));
        assertTrue(startsProcess(jar.toString(), "cloud"));
        assertTrue(startsProcess("", "note"));
        assertTrue(startsProcess(directory.resolve("nothing.jar").toString(), "note"));
    }

    @Test
    void aDirectoryOfJarsIsAccepted() {
        String listed = jm(directory.resolve("drivers").toString(), "driver", "ls");
        assertTrue(listed.contains("note           java       " + jar), listed);
    }

    @Test
    void aMissingJarIsReportedUnlessABuiltInDriverIsRequested() {
        String path = directory.resolve("nothing.jar").toString();
        assertEquals(
                "1 MACHINE_DRIVER_PATH: open " + path + ": no such file, or it cannot be read\n",
                jm(path, "create", "-d", "note", "box"));
        assertTrue(jm(path, "create", "-d", "none", "--url", "tcp://127.0.0.1:1", "box")
                .startsWith("0 "));
    }

    @Test
    void anEmptyAddressIsAnErrorForClients() {
        String path = jar.toString();
        jm(path, "create", "-d", "note", "--note-engine=", "box");
        String message = "the driver of the machine \"box\" returned no URL\n";
        assertEquals("1 Error checking TLS connection: " + message, jm(path, "env", "--shell", "sh", "box"));
        assertEquals("1 Error running connection boilerplate: " + message, jm(path, "config", "box"));
    }

    @Test
    void aFileThatIsNotAJarIsReported() throws IOException {
        Path text = Files.writeString(directory.resolve("note.txt"), "no jar");
        Path classDirectory = directory.resolve("classes");
        assertTrue(jm(text.toString(), "create", "-d", "note", "box")
                .startsWith("1 MACHINE_DRIVER_PATH: " + text + " is not a jar file: "));
        assertEquals(
                "1 MACHINE_DRIVER_PATH: no jar file in the directory " + classDirectory + "\n",
                jm(classDirectory.toString(), "driver", "ls"));
        Path without = directory.resolve("without.jar");
        try (JarOutputStream packed = new JarOutputStream(Files.newOutputStream(without))) {
            packed.putNextEntry(new JarEntry("some/File"));
        }
        assertEquals(
                "1 MACHINE_DRIVER_PATH: none of its jar files provides a driver"
                        + " (META-INF/services/io.jm.driver.DriverProvider)\n",
                jm(without.toString(), "driver", "ls"));
    }

    @Test
    void aJarThatNamesAMissingClassIsRefused() throws IOException {
        Path broken = directory.resolve("broken.jar");
        try (JarOutputStream packed = new JarOutputStream(Files.newOutputStream(broken))) {
            packed.putNextEntry(new JarEntry("META-INF/services/io.jm.driver.DriverProvider"));
            packed.write("example.Nothing\n".getBytes(StandardCharsets.US_ASCII));
        }
        JavaDrivers drivers = new JavaDrivers(environment(broken.toString()), (name, context) -> {
            throw new DriverNotFoundException(name.text());
        });
        String message = assertThrows(JmException.class, drivers::programs).getMessage();
        assertTrue(message.startsWith("MACHINE_DRIVER_PATH: ") && message.contains("example.Nothing"), message);
    }
}
