package io.jm.plugin;

import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverFactory;
import io.jm.driver.DriverName;
import io.jm.driver.DriverProvider;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import io.jm.os.Setting;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Loads drivers written in Java from the jars in {@link Setting#DRIVER_PATH}. */
public final class JavaDrivers implements DriverFactory {
    private static final Setting PATH = Setting.DRIVER_PATH;
    private static final String SERVICE_FILE = "META-INF/services/io.jm.driver.DriverProvider";

    private final Environment environment;
    private final DriverFactory fallback;
    private @Nullable Map<String, DriverProvider> providers;

    /**
     * Creates the factory; the jars are loaded when the first driver is opened.
     *
     * @param fallback opens drivers that are in none of the jars
     */
    public JavaDrivers(Environment environment, DriverFactory fallback) {
        this.environment = environment;
        this.fallback = fallback;
    }

    @Override
    public Driver open(DriverName name, DriverContext context) {
        DriverProvider provider = providers().get(name.text());
        return provider == null
                ? fallback.open(name, context)
                : ValidatingDriver.open(name, context, () -> provider.open(context));
    }

    @Override
    public boolean startsProcess(Machine machine) {
        return !isInJar(machine.driverName()) && fallback.startsProcess(machine);
    }

    private boolean isInJar(String name) {
        try {
            return providers().containsKey(name);
        } catch (JmException e) {
            // opening the driver reports it
            return false;
        }
    }

    /** Returns the names of the drivers in the jars, each with its jar. */
    public Map<String, String> programs() {
        Map<String, String> programs = new TreeMap<>();
        providers().forEach((name, provider) -> programs.put(name, source(provider)));
        return programs;
    }

    private static String source(DriverProvider provider) {
        URL jar = provider.getClass().getProtectionDomain().getCodeSource().getLocation();
        try {
            return Path.of(jar.toURI()).toString();
        } catch (URISyntaxException e) {
            return jar.getPath();
        }
    }

    private synchronized Map<String, DriverProvider> providers() {
        Map<String, DriverProvider> known = providers;
        if (known == null) {
            String path = environment.get(PATH);
            known = path.isEmpty() ? Map.of() : load(path);
            providers = known;
        }
        return known;
    }

    private Map<String, DriverProvider> load(String path) {
        if (Environment.isNative()) {
            throw new JmException(PATH.variable() + ": only the jar form of jm can load drivers from jars; set "
                    + Setting.FORM.variable() + "=jar");
        }
        List<URL> jars = new ArrayList<>();
        try {
            for (String element : path.split(File.pathSeparator, -1)) {
                if (!element.isEmpty()) {
                    addJars(environment.workingDirectory().resolve(element), jars);
                }
            }
        } catch (IOException | InvalidPathException e) {
            throw new JmException(PATH.variable() + ": " + e.getMessage(), e);
        }
        Map<String, DriverProvider> found = providers(jars);
        if (found.isEmpty()) {
            throw new JmException(PATH.variable() + ": none of its jar files provides a driver (" + SERVICE_FILE + ")");
        }
        return found;
    }

    private static Map<String, DriverProvider> providers(List<URL> jars) {
        Map<String, DriverProvider> found = new TreeMap<>();
        try {
            // never closed: the drivers need it until the process ends
            ClassLoader loader = new URLClassLoader(jars.toArray(URL[]::new), DriverProvider.class.getClassLoader());
            for (DriverProvider provider : ServiceLoader.load(DriverProvider.class, loader)) {
                found.putIfAbsent(DriverName.of(provider.name()).text(), provider);
            }
        } catch (ServiceConfigurationError e) {
            throw new JmException(PATH.variable() + ": " + e.getMessage(), e);
        } catch (Throwable e) {
            throw new JmException(PATH.variable() + ": a driver in it cannot be loaded: " + e, e);
        }
        return found;
    }

    private static void addJars(Path element, List<URL> jars) throws IOException {
        if (!Files.isDirectory(element)) {
            jars.add(jar(element));
            return;
        }
        int before = jars.size();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(element, "*.jar")) {
            for (Path entry : entries) {
                jars.add(jar(entry));
            }
        }
        if (jars.size() == before) {
            throw new IOException("no jar file in the directory " + element);
        }
    }

    /** Checks that the file is a jar, because a class loader silently ignores other files. */
    private static URL jar(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("open " + file + ": no such file, or it cannot be read");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not a jar file");
        }
        try (JarFile opened = new JarFile(file.toFile())) {
            return file.toUri().toURL();
        } catch (ZipException e) {
            throw new IOException(file + " is not a jar file: " + e.getMessage(), e);
        }
    }
}
