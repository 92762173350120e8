package io.jm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import io.jm.machine.AuthOptions;
import io.jm.os.Environment;
import io.jm.os.PeerName;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The order of the rooms and the walls between them; docs/project-layout.md tells the reasons. */
@AnalyzeClasses(packages = "io.jm", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    /** Bottom to top: a package may use those of the layers below its own; packages of one layer do not know each other. */
    static final List<Set<String>> LAYERS = List.of(
            Set.of("io.jm.base"),
            Set.of("io.jm.go.text"),
            Set.of("io.jm.text"),
            Set.of("io.jm.os"),
            Set.of("io.jm.console", "io.jm.http", "io.jm.tls", "io.jm.sftp", "io.jm.go.json", "io.jm.go.gob"),
            Set.of("io.jm.web", "io.jm.machine"),
            Set.of(
                    "io.jm.shell",
                    "io.jm.dockercli",
                    "io.jm.ssh",
                    "io.jm.engine",
                    "io.jm.qmp",
                    "io.jm.images",
                    "io.jm.cloud",
                    "io.jm.yaml",
                    "io.jm.cloudinit",
                    "io.jm.archive",
                    "io.jm.go.rpc",
                    "io.jm.go.template",
                    "io.jm.driver"),
            Set.of("io.jm.drivers.qemu.share", "io.jm.drivers.amazonec2.aws"),
            Set.of(
                    "io.jm.ssh.copy",
                    "io.jm.store",
                    "io.jm.plugin",
                    "io.jm.provision.host",
                    "io.jm.drivers.digitalocean",
                    "io.jm.drivers.none",
                    "io.jm.drivers.generic",
                    "io.jm.drivers.qemu",
                    "io.jm.drivers.openstack",
                    "io.jm.drivers.amazonec2",
                    "io.jm.drivers.missing"),
            Set.of("io.jm.ssh.client", "io.jm.drivers", "io.jm.provision.engine", "io.jm.fleet"),
            Set.of("io.jm.certs", "io.jm.provision"),
            Set.of("io.jm.connection", "io.jm.provision.distro"),
            Set.of("io.jm.inventory", "io.jm.lifecycle", "io.jm.access", "io.jm.forwarding", "io.jm.transfer"),
            Set.of("io.jm.swarm"),
            Set.of("io.jm.checkup"),
            Set.of("io.jm.cli", "io.jm.cli.rows"),
            Set.of(
                    "io.jm.cli.command.certs",
                    "io.jm.cli.command.context",
                    "io.jm.cli.command.driver",
                    "io.jm.cli.command.image",
                    "io.jm.cli.command.swarm"),
            Set.of("io.jm.cli.command"),
            Set.of("io.jm", "io.jm.api"));

    @ArchTest
    void packagesUseLowerLayersOnly(JavaClasses classes) {
        Set<String> forbidden = packages();
        for (Set<String> layer : LAYERS) {
            for (String room : layer) {
                forbidden.remove(room);
                if (!forbidden.isEmpty()) {
                    noClasses()
                            .that()
                            .resideInAPackage(room)
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(forbidden.toArray(String[]::new))
                            .because("LAYERS allows lower layers only; move the type down or invert the dependency")
                            .check(classes);
                }
                forbidden.add(room);
            }
            forbidden.removeAll(layer);
        }
    }

    private static Set<String> packages() {
        Set<String> all = new TreeSet<>();
        LAYERS.forEach(all::addAll);
        return all;
    }

    @ArchTest
    void everyPackageIsInALayerAndNullMarked(JavaClasses classes) {
        assertTrue(classes.size() > 50, "the rules see the program's classes");
        Set<String> found = new TreeSet<>();
        Set<String> unmarked = new TreeSet<>();
        classes.forEach(type -> found.add(type.getPackageName()));
        for (String name : found) {
            JavaPackage room = classes.getPackage(name);
            if (!room.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(name);
            }
        }
        assertEquals(packages(), found, "a new package needs its place in LAYERS");
        assertEquals(Set.of(), unmarked, "every package-info says @NullMarked");
    }

    @ArchTest
    void onlyMainEndsTheProcess(JavaClasses classes) {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.jm.Main")
                .and()
                // a signal ends it, in the native form as in a JVM
                .doNotHaveFullyQualifiedName("io.jm.os.Signals")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .because("an exit in the middle skips what others must still clean up; throw a JmException")
                .check(classes);
    }

    @ArchTest
    void onlyMainAndTheConsoleKnowTheStandardStreams(JavaClasses classes) {
        for (String stream : List.of("out", "err", "in")) {
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("io.jm.Main")
                    .and()
                    .resideOutsideOfPackage("io.jm.console")
                    .should()
                    .accessField(System.class, stream)
                    .because("tell it to the Console")
                    .check(classes);
        }
    }

    @ArchTest
    void onlyTheOsPackageAsksTheSystem(JavaClasses classes) {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.jm.os")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .because("Environment and ChildProcess are given to the classes that need them")
                .check(classes);
    }

    @ArchTest
    void onlyOneClassKnowsSignals(JavaClasses classes) {
        noClasses()
                .that()
                .haveNameNotMatching("io\\.jm\\.os\\.Signals(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("sun.misc..", "jdk.internal.misc..")
                .because("what the process does with signals is defined in io.jm.os.Signals")
                .check(classes);
    }

    @ArchTest
    void onePlaceTurnsRecordedCertificatesIntoPaths(JavaClasses classes) {
        for (String getter : List.of(
                "storePath",
                "caCertPath",
                "caPrivateKeyPath",
                "clientCertPath",
                "clientKeyPath",
                "serverCertPath",
                "serverKeyPath")) {
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("io.jm.certs.CertificateFiles")
                    .should()
                    .callMethod(AuthOptions.class, getter)
                    .because("a recorded path may be empty or missing; ask CertificateFiles")
                    .check(classes);
        }
    }

    @ArchTest
    void nothingIsReadWithoutALimit(JavaClasses classes) {
        Set<String> unlimited = Set.of("readAllBytes", "readString", "readAllLines", "lines");
        DescribedPredicate<JavaCall<?>> call = DescribedPredicate.describe(
                "read a whole file or stream",
                one -> unlimited.contains(one.getName())
                        && (one.getTargetOwner().isEquivalentTo(Files.class)
                                || one.getTargetOwner().isAssignableTo(InputStream.class)));
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.jm.os.BoundedReader")
                .should()
                .callMethodWhere(call.forSubtype())
                .because("a file or a peer may have no end; ask BoundedReader, with a limit from Limits")
                .check(classes);
    }

    @ArchTest
    void eachLibraryHasOneRoom(JavaClasses classes) {
        library(classes, "picocli..", "io.jm.cli..");
        library(classes, "net.schmizz..", "io.jm.ssh..");
        library(classes, "com.hierynomus..", "io.jm.ssh..");
        library(classes, "org.slf4j..", "io.jm.ssh..");
        library(classes, "org.bouncycastle..", "io.jm.tls..", "io.jm.ssh..");
        library(classes, "me.tongfei..", "io.jm.ssh..");
        library(classes, "org.jline..", "io.jm.ssh..", "io.jm.console..");
        library(classes, "com.google.re2j..", "io.jm.go.text..");
        library(classes, "org.snakeyaml..", "io.jm.yaml..");
        library(classes, "com.exceptionfactory.jagged..", "io.jm.archive..");
        library(classes, "software.amazon..", "io.jm.drivers.amazonec2..");
        library(classes, "org.graalvm..", "io.jm.os..");
        // The tree's nodes are the language in which rooms hand JSON to each other; reading and writing is one room's.
        library(classes, "com.fasterxml.jackson.core..", "io.jm.go.json..");
        // replacements in the native executable
        library(classes, "com.oracle.svm..", "io.jm.go.json..");
    }

    private static void library(JavaClasses classes, String library, String... rooms) {
        noClasses()
                .that()
                .resideOutsideOfPackages(concat("picocli..", rooms))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("one library, one room")
                .check(classes);
    }

    private static String[] concat(String first, String... rest) {
        String[] all = new String[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    @ArchTest
    void whatAMachineNamesIsCheckedBeforeItIsAPath(JavaClasses classes) {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.jm.ssh.copy.FileTree")
                .should()
                .callMethod(PeerName.class, "checked", boolean.class)
                .because("FileTree.child is the one place where the name of a peer becomes part of a path")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage("io.jm.sftp")
                .or()
                .areAssignableTo("io.jm.ssh.copy.MachineFiles")
                .or()
                .haveFullyQualifiedName("io.jm.ssh.copy.FileCopy")
                .or()
                .haveFullyQualifiedName("io.jm.ssh.copy.RemoteShell")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Path.class, Files.class, File.class)
                .because("who hears what a machine says touches no file here; names go to LocalFiles as PeerName")
                .check(classes);
    }

    @ArchTest
    void noStaticFieldCanChange(JavaClasses classes) {
        noFields()
                .that()
                .areStatic()
                .should()
                .notBeFinal()
                .because("state lives in objects that someone made and owns")
                .check(classes);
    }

    @ArchTest
    void onlySettingNamesEnvironmentVariables(JavaClasses classes) throws IOException {
        Pattern literal = Pattern.compile("\"[^\"\\n]*\\b(MACHINE|JM)_[A-Z]");
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                if (!file.endsWith("Setting.java")
                        && literal.matcher(Files.readString(file)).find()) {
                    found.add(file.toString());
                }
            }
        }
        assertEquals(List.of(), found, "a variable is a constant of Setting, with its default and its meaning");
        noClasses()
                .that()
                .resideOutsideOfPackages("io.jm.os", "io.jm.drivers..")
                .and()
                .doNotHaveFullyQualifiedName("io.jm.cli.GoFlagSyntax")
                .should()
                .callMethod(Environment.class, "variable", String.class, String.class)
                .because(
                        "only drivers name variables by text, those of their providers; ask Environment.get for a Setting")
                .check(classes);
    }
}
