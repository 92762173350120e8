package io.jm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.os.Environment;
import io.jm.testkit.Jm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Help under both names of the program. */
class HelpTest {
    /** What docker-machine 0.16.2 prints in front of its texts; → is a tab, ¶ ends a line of blanks. */
    private static final Path COLUMNS = Path.of("src/test/resources/help/columns.txt");

    private static String help(String program, String... arguments) {
        Environment environment = new Environment(
                Map.of("MACHINE_STORAGE_PATH", "/tmp/store", "PATH", "/nowhere"), Path.of("/"), program, false);
        Jm.Result result = new Jm(environment).run(arguments).succeeded();
        assertEquals("", result.err());
        return result.out();
    }

    static Stream<String> pages() throws IOException {
        return Stream.of(Files.readString(COLUMNS).split("(?m)^(?=\\$ )"));
    }

    /** An option or command that docker-machine does not have is marked, see {@link Addition}. */
    @ParameterizedTest
    @MethodSource("pages")
    void listsUnderTheNameDockerMachineWhatThatListsInItsLayout(String page) {
        String words = page.substring(2, page.indexOf('\n'));
        List<String> seen = new ArrayList<>();
        for (String line : help("docker-machine", words.split(" ")).split("\n")) {
            int text = line.lastIndexOf('\t') + 1;
            if (text > 0) {
                seen.add(line.substring(0, text).replace('\t', '→'));
            } else if (!line.isEmpty() && line.isBlank()) {
                seen.add(line + "¶");
            } else if (line.startsWith("Usage:") || line.matches("(Options|Commands|Description):")) {
                seen.add(line);
            }
        }
        assertEquals(page, "$ " + words + "\n" + String.join("\n", seen) + "\n");
    }

    @Test
    void showsVariablesOfAShellAsTheyAre() {
        String page = help("jm", "completion", "--help");
        assertTrue(page.contains("jm completion zsh >\"${fpath[1]}/_jm\""), page);
    }

    @Test
    void listsAdditionsUnderTheNameJm() {
        assertTrue(help("jm", "help").contains("\n  driver "));
        assertTrue(help("jm", "help").contains("\n  --host-key-check "));
        assertTrue(help("jm", "create", "--help").contains("\n  --plan "));
        assertTrue(help("jm", "create", "-d", "none", "--help").contains("\n  --none-tls VALUE "));
    }

    @Test
    void describesThePlanOfBothCommandsInTheSameWords() {
        String create = help("jm", "create", "-d", "none", "--help").replaceAll("\\s+", " ");
        String provision = help("jm", "provision", "--help").replaceAll("\\s+", " ");
        String plan = "--plan Print the commands that would change the host, and change nothing; may wait for SSH";
        assertTrue(create.contains(plan), create);
        assertTrue(provision.contains(plan), provision);
    }

    @Test
    void detailsOfTheVersionNameJmUnderEitherName() {
        String number = help("jm", "version").replaceAll("jm version (\\S+), .*\n", "$1");
        String details = help("docker-machine", "version", "--details");
        assertTrue(
                details.startsWith("docker-machine version 0.16.2, build bd45ab13\nprogram: jm " + number + "\n"),
                details);
        assertTrue(help("jm", "version", "--details").contains("\nprogram: jm " + number + "\n"));
    }

    @Test
    void showsTheStoreThatIsUsedAsDefault() {
        assertTrue(help("docker-machine", "help").contains("  --storage-path, -s \"/tmp/store\"\t"));
        assertTrue(help("jm", "help").replaceAll("\\s+", " ").contains("(default /tmp/store)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "help",
                "create --help",
                "env --help",
                "driver --help",
                "rm --help",
                "ssh --help",
                "create -d none -h",
                "help environment",
                "help exit-codes",
                "help formatting"
            })
    void endsLinesAtWordsAndWithinTheWidth(String words) {
        String page = help("jm", words.split(" "));
        String oneLine = help("jm", words.split(" ")).replaceAll("\\s+", " ");
        for (String line : page.split("\n")) {
            assertTrue(line.length() <= WrappedText.DEFAULT_WIDTH, line);
            assertTrue(oneLine.contains(line.strip().replaceAll("\\s+", " ")), line);
        }
    }

    @Test
    void keepsAWordWholeThatIsLongerThanALine() {
        Flag flag = new Flag(List.of("o"), Flag.Kind.TEXT, "", "x".repeat(90), "An option");
        String page = new WrappedHelp("jm", 40).ofCommand(text("c", "A command", flag));
        assertEquals("""
            Usage: jm c [OPTIONS]

            A command

            Options:
              -o VALUE  An option (default
                        %s)
            """.formatted("x".repeat(90)), page);
    }

    @Test
    void escapesControlCharactersInOptionsOfDrivers() {
        Flag flag = new Flag(List.of("a\tb"), Flag.Kind.TEXT, "", "\033[2J", "red\n\033[31m");
        CommandText command = text("create", "Create a machine", flag);
        for (HelpPage page : List.of(new TabbedHelp("docker-machine", "1"), new WrappedHelp("jm", 200))) {
            String text = page.ofCommand(command);
            assertEquals(-1, text.indexOf('\033'), text);
            assertTrue(text.contains("--a\\tb"), text);
            assertTrue(text.contains("red\\n\\x1b[31m"), text);
        }
    }

    private static CommandText text(String name, String header, Flag flag) {
        return new CommandText(name, header, "", List.of(), List.of(flag), List.of(), List.of(), List.of());
    }

    @Test
    void listsCommandsInGroupsAndTopics() {
        String page = help("jm", "help");
        assertTrue(page.contains("\n\nShow machines:\n  active    Print the name of the active machine\n"), page);
        assertTrue(page.contains("\n  ls, list  "), page);
        assertTrue(page.contains("\n  rm, remove  "), page);
        assertTrue(page.contains("\n\nTopics:\n  apply-file   "), page);
    }

    @Test
    void listsTheOptionsOfADriverUnderHeadings() {
        String page = help("jm", "create", "-d", "qemu", "--help");
        assertTrue(page.contains("\n\nShared directories:\n  --qemu-no-share  "), page);
        assertTrue(page.indexOf("\nOptions:\n") < page.indexOf("\nImage and size:\n"), page);
        assertTrue(page.indexOf("\nImage and size:\n") < page.indexOf("\nOther options of the driver:\n"), page);
    }

    @Test
    void showsExamplesThatCanBePasted() {
        assertTrue(help("jm", "create", "--help").contains("""

            Examples:
              Record an engine that another tool manages:
                jm create --driver none --url tcp://192.0.2.5:2376 box
              Turn a host that SSH reaches into a Docker host:
                jm create --driver generic --generic-ip-address 192.0.2.7 \\
                --generic-ssh-key ~/.ssh/id_ed25519 box
            """));
        assertTrue(help("jm", "rm", "--help")
                .contains("\nExit codes:\n  0  The machines were removed, or the answer was not yes; "));
    }

    @Test
    void showsNoExampleOrTopicUnderTheNameDockerMachine() {
        assertFalse(help("docker-machine", "ls", "--help").contains("Examples"));
        assertFalse(help("docker-machine", "help").contains("environment"));
    }

    @Test
    void showsTopicsUnderEitherName() {
        assertTrue(help("jm", "help", "environment").contains("\n  MACHINE_SSH_ATTEMPTS"));
        assertEquals(help("jm", "help", "exit-codes"), help("docker-machine", "help", "exit-codes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"help help", "help h", "h help", "help --help", "h -h", "help -help"})
    void showsTheHelpOfHelp(String words) {
        assertEquals(
                "Usage: docker-machine help [arg...]\n\nShow a list of commands, or the help of one command\n",
                help("docker-machine", words.split(" ")));
        assertTrue(help("jm", words.split(" "))
                .startsWith(
                        "Usage: jm help [COMMAND | TOPIC]\n\nShow a list of commands, or the help of one command\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h", "help", "help --", "--help", "-h"})
    void showsTheHelpOfTheProgramWithoutACommand(String words) {
        assertTrue(help("docker-machine", words.split(" ")).contains("\nCommands:\n"));
    }

    @Test
    void aGroupListsItsCommandsHoweverHelpIsAskedFor() {
        String page = help("jm", "driver");
        assertTrue(page.startsWith("Usage: jm driver COMMAND\n"), page);
        assertTrue(page.contains("\n  ls, list  List drivers\n  inspect   List the options of a driver\n"), page);
        assertEquals(page, help("jm", "driver", "--help"));
        assertEquals(page, help("jm", "help", "driver"));
    }

    @Test
    void helpOfACommandNamesItsAlias() {
        assertTrue(help("jm", "list", "--help").startsWith("Usage: jm ls [OPTIONS]"));
        assertTrue(help("jm", "help", "remove").contains("\n\nAlias: jm remove\n"));
        assertTrue(help("jm", "help", "driver", "list").contains("\n\nAlias: jm driver list\n"));
        assertFalse(help("docker-machine", "ls", "--help").contains("list"));
    }

    @Test
    void aCommandOfAGroupHasItsOwnHelp() {
        String page = help("jm", "driver", "ls", "--help");
        assertTrue(page.startsWith("Usage: jm driver ls [OPTIONS]\n"), page);
        assertEquals(page, help("jm", "help", "driver", "ls"));
    }
}
