package io.jm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.cli.WrappedText.Row;
import io.jm.machine.StoreLayout;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The topic {@code files} and docs/internals.md have every file that {@link StoreLayout} has. */
class FilesTopicTest {
    private static final Path ROOT = Path.of("/S");

    /** Only directories of files that have rows of their own. */
    private static final Set<String> DIRECTORIES = Set.of("certs", "machines", "machines/NAME", "cache/images");

    private static Set<String> files() throws ReflectiveOperationException {
        Set<String> files = new TreeSet<>();
        for (Method method : StoreLayout.class.getDeclaredMethods()) {
            boolean path = method.getReturnType().equals(Path.class) && Modifier.isPublic(method.getModifiers());
            if (path && !method.getName().equals("root")) {
                Object[] arguments = arguments(method);
                Path file = (Path) method.invoke(new StoreLayout(ROOT), arguments);
                files.add(ROOT.relativize(file).toString());
            }
        }
        files.removeAll(DIRECTORIES);
        return files;
    }

    private static Object[] arguments(Method method) {
        return switch (method.getParameterCount()) {
            case 0 -> new Object[0];
            case 1 ->
                new Object[] {
                    method.getName().startsWith("image")
                            ? "KEY"
                            : method.getName().startsWith("swarm") ? "CLUSTER" : "NAME"
                };
            case 2 -> new Object[] {"ALGORITHM", "HEX"};
            default -> new Object[] {"ALGORITHM", "HEX", "EXTENSION"};
        };
    }

    /** Returns all names that {@code a{b,c}d} stands for. */
    private static List<String> expanded(String name) {
        Matcher braces = Pattern.compile("^(.*?)\\{([^}]*)\\}(.*)$").matcher(name);
        if (!braces.matches()) {
            return List.of(name);
        }
        List<String> all = new ArrayList<>();
        for (String one : braces.group(2).split(",")) {
            all.addAll(expanded(braces.group(1) + one + braces.group(3)));
        }
        return all;
    }

    @Test
    void theTopicHasExactlyTheFilesOfTheStore() throws ReflectiveOperationException {
        Set<String> listed = new TreeSet<>();
        for (Topic.Section section : Reference.topic(Topic.FILES).sections()) {
            if (section.title().equals(FilesTopic.STORE)) {
                for (Row row : section.rows()) {
                    listed.addAll(expanded(row.name()));
                }
            }
        }
        assertEquals(files(), listed, "change FilesTopic as StoreLayout was changed");
    }

    @Test
    void theInternalsHaveEveryFileOfTheStore() throws Exception {
        Set<String> listed = new TreeSet<>();
        Matcher names = Pattern.compile("`([^`]+)`").matcher(Files.readString(Path.of("docs/internals.md")));
        String directory = "";
        while (names.find()) {
            for (String name : expanded(names.group(1))) {
                // a second file of a row stands there without its directory
                String whole = name.startsWith("S/") ? name.substring("S/".length()) : directory + name;
                directory = whole.substring(0, whole.lastIndexOf('/') + 1);
                listed.add(whole.replaceAll("sha(256|512)-", "ALGORITHM-")
                        .replaceAll("HEX\\.(qcow2|raw)", "HEX.EXTENSION"));
            }
        }
        for (String file : files()) {
            assertTrue(listed.contains(file), () -> "docs/internals.md lacks S/" + file);
        }
    }
}
