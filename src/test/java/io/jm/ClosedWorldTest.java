package io.jm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import io.jm.go.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The native executable knows only what was known when it was built: what is reached by reflection has its metadata,
 * and nothing else is reached so.
 */
@AnalyzeClasses(packages = "io.jm", importOptions = ImportOption.DoNotIncludeTests.class)
class ClosedWorldTest {
    private static final String METADATA = "META-INF/native-image/picocli-generated/reflect-config.json";

    /** Calls that find something by its name, and that the image builder cannot follow. */
    private static final Map<String, Set<String>> BY_NAME = Map.of(
            Class.class.getName(),
            Set.of("forName", "getMethod", "getDeclaredMethod", "getMethods", "getDeclaredMethods", "getField"),
            ClassLoader.class.getName(),
            Set.of("loadClass"),
            ServiceLoader.class.getName(),
            Set.of("load"),
            "java.util.ResourceBundle",
            Set.of("getBundle"),
            "java.lang.reflect.Proxy",
            Set.of("newProxyInstance"),
            "java.lang.reflect.Constructor",
            Set.of("newInstance"),
            "java.lang.reflect.Method",
            Set.of("invoke"));

    @ArchTest
    void everyFieldThatPicocliFillsHasItsMetadata(JavaClasses classes) throws IOException {
        Map<String, Set<String>> needed = new TreeMap<>();
        for (JavaClass type : classes) {
            for (JavaField field : type.getFields()) {
                if (field.isAnnotatedWith(Option.class)
                        || field.isAnnotatedWith(Parameters.class)
                        || field.isAnnotatedWith(Mixin.class)) {
                    needed.computeIfAbsent(type.getName(), name -> new TreeSet<>())
                            .add(field.getName());
                }
            }
        }
        assertFalse(needed.isEmpty());
        Map<String, Set<String>> known = metadata();
        known.keySet().retainAll(needed.keySet());
        for (Map.Entry<String, Set<String>> entry : known.entrySet()) {
            entry.getValue().retainAll(needed.getOrDefault(entry.getKey(), Set.of()));
        }
        assertEquals(needed, known, "picocli-codegen writes " + METADATA);
    }

    private static Map<String, Set<String>> metadata() throws IOException {
        Map<String, Set<String>> fields = new TreeMap<>();
        try (InputStream in = Files.newInputStream(Path.of("target/classes", METADATA))) {
            for (JsonNode type : JsonReader.read(in.readAllBytes())) {
                Set<String> names = new TreeSet<>();
                type.path("fields")
                        .forEach(field -> names.add(field.path("name").asText()));
                fields.put(type.path("name").asText(), names);
            }
        }
        return fields;
    }

    @ArchTest
    void noMapperMakesTheExecutableLarger(JavaClasses classes) {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectCodec.class)
                .because("ObjectMapper brings 3000 methods to the native executable and costs 4 ms; JsonReader reads")
                .check(classes);
    }

    @ArchTest
    void nothingIsLookedUpByName(JavaClasses classes) {
        DescribedPredicate<JavaCall<?>> byName = DescribedPredicate.describe(
                "looks something up by name",
                call -> BY_NAME.getOrDefault(call.getTargetOwner().getName(), Set.of())
                        .contains(call.getName()));
        noClasses()
                .that()
                // drivers in jars that the user points to, in the jar form only
                .doNotHaveFullyQualifiedName("io.jm.plugin.JavaDrivers")
                .should()
                .callCodeUnitWhere(byName)
                .because("the native executable finds only what it was built with; write a switch")
                .check(classes);
    }
}
