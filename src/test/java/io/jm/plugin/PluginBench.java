package io.jm.plugin;

import io.jm.base.Ticker;
import io.jm.console.StreamConsole;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverName;
import io.jm.os.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A store and a {@code PATH} with the test driver as a plugin, in Go, or in Java and served by jm. */
final class PluginBench {
    static final DriverName ECHO = DriverName.of("echo");

    final Path directory;
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StreamConsole console = new StreamConsole(new ByteArrayInputStream(new byte[0]), out, out, false);

    PluginBench(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(bin());
        Files.createDirectories(directory.resolve("machines/box"));
    }

    private Path bin() {
        return directory.resolve("bin");
    }

    /** Installs the Go program, with variables for it such as {@code ECHO_HANG=GetURL}. */
    PluginBench go(String... variables) throws IOException {
        return plugin("exec '" + GoPrograms.build("echo") + "'", variables);
    }

    /** Installs jm as a plugin, with the Java driver in a jar. */
    PluginBench java(String... variables) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> all = new ArrayList<>(List.of(variables));
        all.add("MACHINE_PLUGIN_DRIVER_NAME=echo");
        all.add("MACHINE_DRIVER_PATH=" + jar());
        return plugin(
                "exec '" + java + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '"
                        + System.getProperty("java.class.path") + "' io.jm.Main",
                all.toArray(String[]::new));
    }

    private PluginBench plugin(String command, String... variables) throws IOException {
        StringBuilder script = new StringBuilder("#!/bin/sh\n");
        for (String variable : variables) {
            script.append("export '").append(variable).append("'\n");
        }
        Path program = bin().resolve("docker-machine-driver-echo");
        Files.writeString(program, script.append(command).append('\n'));
        program.toFile().setExecutable(true);
        return this;
    }

    /** Packs the test driver in a jar, as a driver's author would publish it. */
    Path jar() throws IOException {
        Path jar = directory.resolve("echo.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            entry(
                    out,
                    "META-INF/services/io.jm.driver.DriverProvider",
                    "io.jm.plugin.echo.EchoProvider".getBytes(StandardCharsets.US_ASCII));
            for (String name : List.of("EchoProvider", "EchoDriver")) {
                String file = "io/jm/plugin/echo/" + name + ".class";
                entry(out, file, Files.readAllBytes(Path.of("target/test-classes", file)));
            }
        }
        return jar;
    }

    private static void entry(JarOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(bytes);
    }

    Environment environment() {
        return new Environment(
                Map.of("PATH", bin() + File.pathSeparator + System.getenv("PATH")), directory, "jm", false);
    }

    PluginDrivers drivers() {
        return new PluginDrivers(environment());
    }

    DriverContext context() {
        return new DriverContext("box", directory, console, environment(), Ticker.system());
    }

    String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
