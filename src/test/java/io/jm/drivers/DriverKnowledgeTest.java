package io.jm.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a driver alone knows stands in its package: its name, its options, and its keys in config.json. Everything else
 * asks the driver.
 */
class DriverKnowledgeTest {
    private static final Path SOURCES = Path.of("src/main/java/io/jm");
    private static final Path DRIVERS = SOURCES.resolve("drivers");

    /** A key of a driver's own in config.json, as it is put into the fields there. */
    private static final Pattern KEY = Pattern.compile("fields\\.put\\((\"\\w+\")");

    /** The keys that all drivers share are the contract's. */
    private static final Path CONTRACT = SOURCES.resolve("driver");

    private static List<Path> sources(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static List<String> keys(Path directory) throws IOException {
        List<String> keys = new ArrayList<>();
        for (Path file : sources(directory)) {
            Matcher key = KEY.matcher(Files.readString(file));
            while (key.find()) {
                keys.add(key.group(1));
            }
        }
        return keys;
    }

    @Test
    void noOtherPackageKnowsADriversKeys() throws IOException {
        List<String> own = keys(DRIVERS);
        own.removeAll(keys(CONTRACT));
        assertTrue(own.contains("\"EnginePort\""), own.toString());
        // the heading of a column, and that of a group of options
        own.removeAll(List.of("\"URL\"", "\"Network\""));
        assertEquals(List.of(), places(own));
    }

    @Test
    void noOtherPackageComparesADriversName() throws IOException {
        List<String> comparisons = new ArrayList<>();
        for (String name : Drivers.BUILT_IN) {
            comparisons.add("driverName().equals(\"" + name + "\")");
            comparisons.add("case \"" + name + "\"");
            comparisons.add("\"" + name + "\".equals(");
        }
        assertEquals(List.of(), places(comparisons));
    }

    @Test
    void noOtherPackageKnowsADriversOptions() throws IOException {
        assertEquals(
                List.of(),
                places(Drivers.BUILT_IN.stream().map(name -> "\"" + name + "-").toList()));
    }

    private static List<String> places(List<String> texts) throws IOException {
        List<String> places = new ArrayList<>();
        for (Path file : sources(SOURCES)) {
            if (file.startsWith(DRIVERS)) {
                continue;
            }
            String source = Files.readString(file);
            for (String text : texts) {
                if (source.contains(text)) {
                    places.add(file + ": " + text);
                }
            }
        }
        return places;
    }
}
