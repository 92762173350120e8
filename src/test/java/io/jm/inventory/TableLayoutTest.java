package io.jm.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.console.TextWidth;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableLayoutTest {
    private static final String HEADINGS = "NAME\tACTIVE\tDRIVER\tSTATE\tURL\tSWARM\tDOCKER\tERRORS\n";
    private static final String GOOD = "box\t-\tnone\tRunning\ttcp://192.0.2.7:2376\t\tv28.2.2\t\n";
    private static final String BAD = "web-1\t-\tnone\tError\ttcp://192.0.2.8:2376\t\tUnknown\t"
            + "Unable to query docker version: Cannot connect to the docker engine endpoint\n";

    private static String at(int width, String... rows) {
        return new TableLayout(width, false).format(HEADINGS + String.join("", rows));
    }

    @Test
    void aTableThatFitsIsWhole() {
        String whole = """
                NAME   ACTIVE   DRIVER   STATE     URL                    SWARM   DOCKER    ERRORS
                box    -        none     Running   tcp://192.0.2.7:2376           v28.2.2  \s
                """;
        assertEquals(whole, at(0, GOOD));
        assertEquals(whole, at(81 + 1, GOOD));
    }

    @Test
    void columnsThatSayNothingAreLeftOutAsFarAsNeeded() {
        assertEquals("""
                NAME   ACTIVE   DRIVER   STATE     URL                    DOCKER    ERRORS
                box    -        none     Running   tcp://192.0.2.7:2376   v28.2.2  \s
                """, at(81, GOOD));
        assertEquals("""
                NAME   STATE     URL                    DOCKER    ERRORS
                box    Running   tcp://192.0.2.7:2376   v28.2.2  \s
                """, at(60, GOOD));
        assertEquals("""
                NAME   STATE     URL                    DOCKER
                box    Running   tcp://192.0.2.7:2376   v28.2.2
                """, at(50, GOOD));
    }

    @Test
    void columnsThatSaySomethingStay() {
        String active = GOOD.replace("\t-\t", "\t*\t");
        String other = BAD.replace("none", "qemu");
        assertEquals("""
                NAME    ACTIVE   DRIVER   STATE     URL                    DOCKER    ERRORS
                box     *        none     Running   tcp://192.0.2.7:2376   v28.2.2  \s
                web-1   -        qemu     Error     tcp://192.0.2.8:2376   Unknown   Unable to query dock…
                """, at(90, active, other));
    }

    @Test
    void errorsGetTheRestOfTheLine() {
        assertEquals("""
                NAME    STATE     URL                    DOCKER    ERRORS
                box     Running   tcp://192.0.2.7:2376   v28.2.2  \s
                web-1   Error     tcp://192.0.2.8:2376   Unknown   Unable to query docker versio…
                """, at(81, GOOD, BAD));
    }

    @Test
    void errorsKeepTwentyColumns() {
        assertEquals("""
                NAME    STATE     URL                    ERRORS
                box     Running   tcp://192.0.2.7:2376  \s
                web-1   Error     tcp://192.0.2.8:2376   Unable to query doc…
                """, at(61, GOOD, BAD));
        assertEquals("""
                NAME    STATE     ERRORS
                box     Running  \s
                web-1   Error     Unable to query docke…
                """, at(40, GOOD, BAD));
    }

    @Test
    void noLineIsTorn() {
        String wide = BAD.replace("Unable", "エンジンに接続できません").replace("web-1", "a".repeat(60));
        for (int width = 16; width < 140; width++) {
            for (String table : List.of(at(width, GOOD, BAD), at(width, GOOD, wide), at(width))) {
                int most = width;
                assertTrue(table.lines().allMatch(line -> TextWidth.of(line) <= most), () -> most + "\n" + table);
            }
        }
    }

    @Test
    void statesHaveColours() {
        String stopped = "s\t-\tnone\tStopped\t\t\t\t\n";
        assertEquals(
                """
                NAME    ACTIVE   DRIVER   STATE     URL                    SWARM   DOCKER    ERRORS
                box     -        none     G[Running]   tcp://192.0.2.7:2376           v28.2.2  \s
                s       -        none     D[Stopped]                                           \s
                web-1   -        none     R[Error]     tcp://192.0.2.8:2376           Unknown   Unable to query docker version: Cannot connect to the docker engine endpoint
                """,
                new TableLayout(0, true)
                        .format(HEADINGS + GOOD + stopped + BAD)
                        .replace("\u001b[32m", "G[")
                        .replace("\u001b[2m", "D[")
                        .replace("\u001b[31m", "R[")
                        .replace("\u001b[0m", "]"));
    }
}
