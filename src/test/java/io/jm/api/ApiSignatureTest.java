package io.jm.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What other programs see of jm, in full: a change of these lines may break them. */
class ApiSignatureTest {
    /** The types in a signature. */
    private static final Pattern QUALIFIED = Pattern.compile("[a-z][\\w$]*(?:\\.[\\w$]+)+");

    private final List<String> lines = new ArrayList<>();

    @Test
    void onlyTypesOfJavaAndOfTheApiAreInSignatures() {
        readApi();
        Set<String> foreign = new TreeSet<>();
        for (String line : lines) {
            Matcher names = QUALIFIED.matcher(line);
            while (names.find()) {
                if (!names.group().startsWith("java.") && !names.group().startsWith("io.jm.api.")) {
                    foreign.add(line);
                }
            }
        }
        assertEquals(Set.of(), foreign, "an internal type in a signature would have to stay as it is");
    }

    @Test
    void theApiIsAsItWasPublished() {
        readApi();
        assertEquals("""
                CommandResult extends java.lang.Record
                  CommandResult(int, java.lang.String, java.lang.String)
                  err() java.lang.String
                  exitCode() int
                  out() java.lang.String
                DockerMachine extends java.lang.Record
                  DockerMachine(java.lang.String, java.lang.String, io.jm.api.DockerMachine$State, java.lang.String, java.lang.String)
                  driver() java.lang.String
                  error() java.lang.String
                  name() java.lang.String
                  state() io.jm.api.DockerMachine$State
                  url() java.lang.String
                DockerMachine$State extends java.lang.Enum<io.jm.api.DockerMachine$State>
                  ERROR io.jm.api.DockerMachine$State
                  PAUSED io.jm.api.DockerMachine$State
                  RUNNING io.jm.api.DockerMachine$State
                  SAVED io.jm.api.DockerMachine$State
                  STARTING io.jm.api.DockerMachine$State
                  STOPPED io.jm.api.DockerMachine$State
                  STOPPING io.jm.api.DockerMachine$State
                  TIMEOUT io.jm.api.DockerMachine$State
                  UNKNOWN io.jm.api.DockerMachine$State
                  valueOf(java.lang.String) io.jm.api.DockerMachine$State
                  values() io.jm.api.DockerMachine$State[]
                DockerMachineException extends java.lang.RuntimeException
                  code() java.lang.String
                  getMessage() java.lang.String
                DockerMachines extends java.lang.Object
                  create(java.lang.String, io.jm.api.MachineSpec) void
                  environment(java.lang.String) java.util.Map<java.lang.String, java.lang.String>
                  environment(java.lang.String, boolean) java.util.Map<java.lang.String, java.lang.String>
                  exec(java.lang.String, java.util.List<java.lang.String>) io.jm.api.CommandResult
                  exists(java.lang.String) boolean
                  get(java.lang.String) io.jm.api.DockerMachine
                  inDefaultStore() io.jm.api.DockerMachines
                  inStore(java.nio.file.Path) io.jm.api.DockerMachines
                  list() java.util.List<io.jm.api.DockerMachine>
                  remove(java.lang.String) void
                  start(java.lang.String) void
                  stop(java.lang.String) void
                  withLog(java.util.function.Consumer<java.lang.String>) io.jm.api.DockerMachines
                  withVariables(java.util.Map<java.lang.String, java.lang.String>) io.jm.api.DockerMachines
                MachineSpec extends java.lang.Object
                  of(java.lang.String) io.jm.api.MachineSpec
                  with(java.lang.String, java.lang.String[]) io.jm.api.MachineSpec
                """, String.join("\n", lines) + "\n");
    }

    private void readApi() {
        List<JavaClass> types = new ArrayList<>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.jm.api")
                .forEach(types::add);
        types.sort((left, right) -> left.getName().compareTo(right.getName()));
        for (JavaClass type : types) {
            if (isVisible(type.reflect().getModifiers())) {
                read(type.reflect());
            }
        }
        assertTrue(lines.size() > 10, "the rules see the classes");
    }

    private void read(Class<?> type) {
        lines.add(simple(type) + " extends " + type.getGenericSuperclass().getTypeName()
                + list(" implements ", type.getGenericInterfaces()));
        Set<String> members = new TreeSet<>();
        for (Field field : type.getDeclaredFields()) {
            if (isVisible(field.getModifiers())) {
                members.add(
                        "  " + field.getName() + " " + field.getGenericType().getTypeName());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isVisible(constructor.getModifiers())) {
                members.add("  " + simple(type) + parameters(constructor));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            boolean everyRecordHasIt =
                    type.isRecord() && Set.of("equals", "hashCode", "toString").contains(method.getName());
            if (isVisible(method.getModifiers()) && !everyRecordHasIt) {
                members.add("  " + method.getName() + parameters(method) + " "
                        + method.getGenericReturnType().getTypeName());
            }
        }
        lines.addAll(members);
    }

    private static String simple(Class<?> type) {
        return type.getName().substring("io.jm.api.".length());
    }

    private static String parameters(Executable member) {
        List<String> names = new ArrayList<>();
        for (Type parameter : member.getGenericParameterTypes()) {
            names.add(parameter.getTypeName());
        }
        return "(" + String.join(", ", names) + ")" + list(" throws ", member.getGenericExceptionTypes());
    }

    private static String list(String start, Type[] types) {
        List<String> names = new ArrayList<>();
        for (Type type : types) {
            names.add(type.getTypeName());
        }
        return names.isEmpty() ? "" : start + String.join(", ", names);
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}
