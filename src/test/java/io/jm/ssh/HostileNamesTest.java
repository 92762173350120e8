package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.os.Environment;
import io.jm.ssh.client.SshClients;
import io.jm.ssh.copy.CopyEndpoint;
import io.jm.testkit.RecordingConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** File names with which a machine tries to write outside the target directory. */
@Timeout(60)
class HostileNamesTest {
    /** Names that no directory listing may contain, except {@code .} and {@code ..}, which SFTP servers do list. */
    private static final List<String> ELSEWHERE =
            List.of("../evil", "../../../evil", "sub/../../../evil", "sub/evil", "/evil", "", "../..");

    private static final OddServer.Work NOTHING = command -> command.exit(1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path work;

    private Path target = Path.of("");
    private final FakeSftp files = new FakeSftp();
    private final FakeShell shell = new FakeShell();

    @BeforeEach
    void directories() throws IOException {
        target = Files.createDirectories(work.resolve("a/b/target"));
    }

    private static List<String> names(String... more) {
        List<String> names = new ArrayList<>(ELSEWHERE);
        names.addAll(List.of(more));
        names.add("good");
        return names;
    }

    private void copy(CopyEndpoint from, CopyEndpoint to) {
        Environment environment = new Environment(Map.of(), work, "jm", false);
        new SshClients(environment, RecordingConsole.withDebug().console(), key -> null, false)
                .copy(from, to, true, true);
    }

    private List<String> failures(CopyEndpoint from, CopyEndpoint to) {
        String message = assertThrows(JmException.class, () -> copy(from, to)).getMessage();
        return List.of(message.split("\n", -1));
    }

    private CopyEndpoint here() {
        return new CopyEndpoint(null, target.toString());
    }

    private void assertThereIs(String... expected) throws IOException {
        try (Stream<Path> found = Files.walk(work)) {
            List<String> all = found.map(path -> work.relativize(path).toString())
                    .filter(path -> !path.startsWith("key"))
                    .sorted()
                    .toList();
            List<String> wanted = new ArrayList<>(List.of("", "a", "a/b", "a/b/target"));
            wanted.addAll(List.of(expected));
            assertEquals(wanted, all);
        }
    }

    private static void assertRefused(List<String> failures, int count) {
        assertEquals(count, failures.size(), failures.toString());
        for (String line : failures) {
            assertTrue(line.startsWith("/tree: rejected the file name "), line);
        }
        assertTrue(failures.contains("/tree: rejected the file name \"../../../evil\": not a single path element"));
    }

    @Test
    void namesOverSftpStayInTheirDirectory() throws Exception {
        files.directories.put("/tree", names("ev\0il"));
        // a client that joined such a name to the path would copy these
        for (String name : names()) {
            if (!name.equals("good")) {
                files.directories.put("/tree/" + name, List.of("evil"));
            }
        }
        try (OddServer server = OddServer.sftp(files)) {
            List<String> failures = failures(new CopyEndpoint(server.target(work), "/tree"), here());
            assertRefused(failures, ELSEWHERE.size() + 1);
            assertTrue(failures.contains("/tree: rejected the file name \"ev\\x00il\": not a single path element"));
            assertThereIs("a/b/target/tree", "a/b/target/tree/good");
        }
    }

    @Test
    void namesFromAShellStayInTheirDirectory() throws Exception {
        shell.names = names("..", ".");
        try (OddServer server = OddServer.both(NOTHING, shell)) {
            assertRefused(failures(new CopyEndpoint(server.target(work), "/tree"), here()), ELSEWHERE.size() + 2);
            assertThereIs("a/b/target/tree", "a/b/target/tree/good");
        }
    }

    @Test
    void namesFromAMachineStayInTheirDirectoryOnAnotherMachine() throws Exception {
        files.directories.put("/tree", names());
        try (OddServer server = OddServer.sftp(files);
                OddServer victim = OddServer.sftp(NOTHING)) {
            victim.server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
            victim.server.setFileSystemFactory(new VirtualFileSystemFactory(work));
            assertRefused(
                    failures(
                            new CopyEndpoint(server.target(work), "/tree"),
                            new CopyEndpoint(victim.target(work), "/a/b/target")),
                    ELSEWHERE.size());
            assertThereIs("a/b/target/tree", "a/b/target/tree/good");
        }
    }

    @Test
    void aHomeDirectoryWithAHiddenNameIsRefused() throws Exception {
        for (String home : List.of("/home/..", "/home/me/../..", "/home/.ssh", "/home/.")) {
            files.home = home;
            files.directories.put(home, List.of("evil"));
            shell.home = home;
            shell.names = List.of("evil");
            try (OddServer server = OddServer.sftp(files);
                    OddServer other = OddServer.both(NOTHING, shell)) {
                for (OddServer each : List.of(server, other)) {
                    List<String> failures = failures(new CopyEndpoint(each.target(work), "~"), here());
                    assertEquals(1, failures.size());
                    assertTrue(failures.get(0).startsWith("~: rejected the directory name \"."), failures.get(0));
                    assertThereIs();
                }
            }
        }
    }

    @Test
    void aPatternCopiesNoOtherFiles() throws Exception {
        for (String match : List.of("/srv/..", "/srv/.bashrc", "/srv/good.sh", "/srv/x.txt/..", "")) {
            shell.matches = List.of("/srv/a.txt", match);
            try (OddServer server = OddServer.both(NOTHING, shell)) {
                List<String> failures = failures(new CopyEndpoint(server.target(work), "/srv/*.txt"), here());
                assertEquals(1, failures.size());
                assertTrue(failures.get(0).startsWith("/srv/*.txt: rejected the file name \""), failures.get(0));
                assertThereIs();
            }
        }
    }

    @Test
    void aPatternForTheParentDirectoryStaysInTheTarget() throws Exception {
        shell.matches = List.of("/srv/x1/..");
        try (OddServer server = OddServer.both(NOTHING, shell)) {
            List<String> failures = failures(new CopyEndpoint(server.target(work), "/srv/x*/.."), here());
            assertEquals(List.of("/srv/x1/..: rejected the file name \"..\": not a single path element"), failures);
            assertThereIs();
        }
    }

    @Test
    void theParentDirectoryGivenByTheUserIsCopiedIntoTheTargetItself() throws Exception {
        files.directories.put("/tree/..", List.of("good"));
        try (OddServer server = OddServer.sftp(files)) {
            copy(new CopyEndpoint(server.target(work), "/tree/.."), here());
            assertThereIs("a/b/target/good");
        }
    }

    @Test
    void controlCharactersInNamesAreEscapedInMessages() throws Exception {
        files.directories.put("/tree", List.of("a\u001b]0;x\u0007\nfake: line\u202e"));
        Files.createDirectories(target.resolve("tree/a\u001b]0;x\u0007\nfake: line\u202e"));
        try (OddServer server = OddServer.sftp(files)) {
            List<String> failures = failures(new CopyEndpoint(server.target(work), "/tree"), here());
            assertEquals(1, failures.size());
            assertTrue(
                    failures.get(0).contains("/a\\x1b]0;x\\x07\\nfake: line\\u202e: Is a directory")
                            || failures.get(0).contains("/a\\x1b]0;x\\x07\\nfake: line\\u202e: "),
                    failures.get(0));
        }
    }

    @Test
    void manyFailuresEndInACount() throws Exception {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            names.add("../evil" + i);
        }
        files.directories.put("/tree", names);
        try (OddServer server = OddServer.sftp(files)) {
            List<String> failures = failures(new CopyEndpoint(server.target(work), "/tree"), here());
            assertEquals(1001, failures.size());
            assertEquals("and 2000 more", failures.get(1000));
        }
    }
}
