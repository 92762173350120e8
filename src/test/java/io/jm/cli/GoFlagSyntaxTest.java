package io.jm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoFlagSyntaxTest {
    private final GoFlagSyntax syntax = new GoFlagSyntax(List.of(
            new Flag(List.of("quiet", "q"), Flag.Kind.SWITCH, "", "", ""),
            new Flag(List.of("timeout", "t"), Flag.Kind.NUMBER, "", "", ""),
            new Flag(List.of("format", "f"), Flag.Kind.TEXT, "", "", ""),
            new Flag(List.of("filter"), Flag.Kind.LIST, "", "", "")));

    private GoFlagSyntax.Parsed read(String... words) {
        return syntax.readAll(List.of(words));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-format=x", "--format=x", "-f=x", "--f=x"})
    void takesOneDashForTwo(String word) {
        assertEquals("x", read(word).last("format"));
    }

    @Test
    void takesTheNextWordForAValueWhateverItIs() {
        assertEquals("-q", read("-f", "-q").last("format"));
    }

    @Test
    void splitsAtTheFirstEqualsSignOnly() {
        assertEquals("a=b", read("--format=a=b").last("format"));
    }

    @Test
    void putsEarlyWordsBehindLateOnes() {
        assertEquals(List.of("b", "a"), read("a", "-q", "b").arguments());
    }

    @Test
    void knowsFlagsWhereverTheyStand() {
        GoFlagSyntax.Parsed words = read("-q", "a", "-f", "x");
        assertEquals("x", words.last("format"));
        assertEquals(List.of("a"), words.arguments());
    }

    @Test
    void takesNothingBehindTheTerminatorForAFlag() {
        GoFlagSyntax.Parsed words = read("-q", "--", "-f");
        assertTrue(words.isOn("quiet"));
        assertEquals(List.of("-f"), words.arguments());
    }

    @Test
    void keepsEveryValueOfAList() {
        assertEquals(
                List.of("a", "b"), read("--filter", "a", "--filter=b").values().get("filter"));
    }

    @ParameterizedTest
    @CsvSource({"10,10", "0x1f,31", "010,8", "+7,7", "-5,-5", "0b11,3"})
    void readsNumbersAsGoDoes(String text, String value) {
        assertEquals(value, read("-t=" + text).last("timeout"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "---q | bad flag syntax: ---q",
                "-=x | bad flag syntax: -=x",
                "-qt | flag provided but not defined: -qt",
                "--nope=1 | flag provided but not defined: -nope",
                "--format | flag needs an argument: -format",
                "-q=maybe | invalid boolean value \"maybe\" for -q: parse error",
                "-t=abc | invalid value \"abc\" for flag -t: parse error",
                "-t=08 | invalid value \"08\" for flag -t: parse error",
                "-t=99999999999999999999 | invalid value \"99999999999999999999\" for flag -t: value out of range",
            })
    void wordsErrorsAsDockerMachine(String word, String message) {
        assertEquals(
                message, assertThrows(UsageException.class, () -> read(word)).getMessage());
    }

    @Test
    void refusesTwoFormsOfOneFlag() {
        assertEquals(
                "Cannot use two forms of the same flag: q quiet",
                assertThrows(UsageException.class, () -> read("-q", "--quiet")).getMessage());
    }
}
