package io.jm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages of docs/ name in backticks exists; the changelog may name what is gone. */
class GuideTest {
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```");
    private static final Pattern TYPE = Pattern.compile("(?:[a-z]+\\.)*([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
    private static final Pattern FILE =
            Pattern.compile("(?:src|docs|examples|scripts|\\.ci|\\.github|\\.mvn)/[\\w./-]+");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#:]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    private static List<Path> files(String directory, String... endings) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(directory))) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            Stream.of(endings).anyMatch(end -> file.toString().endsWith(end)))
                    .toList();
        }
    }

    private static List<Path> pages() throws IOException {
        return files("docs", ".md").stream()
                .filter(page -> !page.endsWith("CHANGELOG.md"))
                .toList();
    }

    private static Set<String> words() throws IOException {
        Set<String> words = new TreeSet<>();
        for (Path file : files("src", ".java", ".json", ".txt", ".py", ".go")) {
            Matcher word = WORD.matcher(Files.readString(file));
            while (word.find()) {
                words.add(word.group());
            }
        }
        return words;
    }

    /** Keys of documents look like types; both stand in the sources. */
    @Test
    void everyTypeExists() throws IOException {
        Set<String> words = words();
        assertTrue(words.contains("GuideTest"));
        Set<String> missing = new TreeSet<>();
        for (Path page : pages()) {
            Matcher code = CODE.matcher(BLOCK.matcher(Files.readString(page)).replaceAll(""));
            while (code.find()) {
                Matcher type = TYPE.matcher(code.group(1));
                if (type.matches() && !words.contains(type.group(1))) {
                    missing.add(page + ": " + type.group(1));
                }
            }
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyPathExists() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Path page : pages()) {
            Matcher code = CODE.matcher(BLOCK.matcher(Files.readString(page)).replaceAll(""));
            while (code.find()) {
                for (String word : code.group(1).split(" ")) {
                    if (FILE.matcher(word).matches() && !Files.exists(Path.of(word))) {
                        missing.add(page + ": " + word);
                    }
                }
            }
        }
        assertEquals(Set.of(), missing);
    }

    /** The names of a page's headings in links, as GitHub and the site make them. */
    private static Set<String> headings(Path page) throws IOException {
        Set<String> headings = new TreeSet<>();
        Matcher heading = HEADING.matcher(BLOCK.matcher(Files.readString(page)).replaceAll(""));
        while (heading.find()) {
            headings.add(heading.group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{M}\\p{N}_ -]", "")
                    .replace(' ', '-'));
        }
        return headings;
    }

    /** scripts/site/build checks the finished site; this needs no npm. */
    @Test
    void everyLinkLeadsToAPageAndItsHeading() throws IOException {
        Set<String> dead = new TreeSet<>();
        int links = 0;
        for (Path page : pages()) {
            String text = BLOCK.matcher(Files.readString(page)).replaceAll("");
            Matcher link = LINK.matcher(CODE.matcher(text).replaceAll(""));
            for (; link.find(); links++) {
                Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
                boolean there = Files.exists(target)
                        && (link.group(2) == null || headings(target).contains(link.group(2)));
                if (!there) {
                    dead.add(page + ": " + link.group());
                }
            }
        }
        assertTrue(links > 100, links + " links");
        assertEquals(Set.of(), dead);
    }

    @Test
    void thePictureOfThePackagesIsFresh() throws IOException {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.jm");
        String picture = new RoomsPicture(HouseRulesTest.LAYERS, classes).svg();
        Path fresh = Path.of("target/reference/rooms.svg");
        Files.createDirectories(Path.of("target/reference"));
        Files.writeString(fresh, picture);
        Path kept = Path.of("docs/rooms.svg");
        assertEquals(
                picture, Files.exists(kept) ? Files.readString(kept) : "", kept + " is stale: run scripts/reference");
    }
}
