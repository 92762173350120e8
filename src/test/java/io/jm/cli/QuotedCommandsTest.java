package io.jm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The command lines in the README, in the pages of docs/ and in the recording have commands and options that exist. */
class QuotedCommandsTest {
    private static final Pattern CODE = Pattern.compile("`[^`\n]+`");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```");

    /** Alone in backticks or in a line, after a prompt, or inside of another command. */
    private static final Pattern LINE = Pattern.compile("(?m)(?:`|^|\\$ |\\$\\(|&& )jm +([^`$()|;&#\n]*)");

    /** What follows the machine is a command of its own. */
    private static final Set<String> OTHERS_FOLLOW = Set.of("exec", "ssh");

    private final Map<String, Set<String>> options = new HashMap<>();

    QuotedCommandsTest() {
        Reference reference = new Reference();
        Set<String> everywhere = names(reference.globalFlags());
        everywhere.addAll(Flag.HELP.names());
        for (List<CommandText> commands : reference.groups().values()) {
            for (CommandText command : commands) {
                Set<String> names = options.computeIfAbsent(command.name(), none -> new HashSet<>(everywhere));
                names.addAll(names(command.flags()));
            }
        }
        for (List<Flag> flags : reference.driverFlags().values()) {
            options.computeIfPresent("create", (none, names) -> {
                names.addAll(names(flags));
                return names;
            });
        }
    }

    private static Set<String> names(List<Flag> flags) {
        Set<String> names = new HashSet<>();
        flags.forEach(flag -> names.addAll(flag.names()));
        return names;
    }

    /** Returns what does not exist in a command line, or an empty string. */
    private String missing(String line) {
        List<String> words = new ArrayList<>(List.of(line.trim().split("\\s+")));
        String command = words.remove(0);
        if (command.isEmpty() || command.matches("[-\\[].*|\\p{Lu}+|…|\\.\\.\\.")) {
            return "";
        }
        String member = words.isEmpty() ? "" : command + " " + words.get(0);
        if (options.containsKey(member)) {
            command = member;
            words.remove(0);
        }
        Set<String> known = options.get(command);
        if (known == null) {
            return command;
        }
        for (String word : words) {
            if (word.equals("--") || (OTHERS_FOLLOW.contains(command) && !word.startsWith("-"))) {
                return "";
            }
            Matcher option = Pattern.compile("--?([a-z][a-z0-9-]*)(?:=.*)?").matcher(word);
            if (option.matches() && !known.contains(option.group(1))) {
                return command + " --" + option.group(1);
            }
        }
        return "";
    }

    /** Returns the parts of a page that are no prose: its blocks, and what stands in backticks in one line. */
    private static String quoted(String page) {
        StringBuilder quoted = new StringBuilder();
        BLOCK.matcher(page)
                .results()
                .forEach(block -> quoted.append(block.group()).append('\n'));
        CODE.matcher(BLOCK.matcher(page).replaceAll(""))
                .results()
                .forEach(code -> quoted.append(code.group()).append('\n'));
        return quoted.toString();
    }

    private Set<String> missing(Path file, String text) {
        Set<String> missing = new TreeSet<>();
        Matcher line = LINE.matcher(text.replace("\\\n", " "));
        while (line.find()) {
            String what = missing(line.group(1));
            if (!what.isEmpty()) {
                missing.add(file + ": " + what);
            }
        }
        return missing;
    }

    @Test
    void everyCommandLineIsOneThatTheProgramKnows() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            files.filter(file -> file.toString().endsWith(".md"))
                    // it may name what is gone; these are made of the commands
                    .filter(file -> !file.endsWith("CHANGELOG.md") && !file.startsWith("docs/commands"))
                    .forEach(pages::add);
        }
        Path session = Path.of("scripts/recording/session");
        Set<String> missing = missing(session, Files.readString(session));
        for (Path page : pages) {
            missing.addAll(missing(page, quoted(Files.readString(page))));
        }
        // the option of a plugin that a page makes up
        missing.remove(Path.of("docs/drivers.md") + ": create --note-text");
        assertEquals(Set.of(), missing);
    }

    @Test
    void anUnknownCommandAndAnUnknownOptionAreFound() {
        assertEquals("nothing", missing("nothing box"));
        assertEquals("create --nowhere", missing("create -d none --nowhere=1 box"));
        assertEquals("certs renew --nowhere", missing("certs renew --nowhere"));
        assertEquals("", missing("exec box docker ps --all"));
        assertTrue(missing(Path.of("page"), "`jm nothing`, $ jm none\n").size() == 2);
    }
}
