package io.jm.console;

/** Colours of a terminal: the first eight and no background, so that they fit light and dark ones. */
public final class Colours {
    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    /** Cyan, yellow, green, magenta and blue; red is for errors. */
    private static final int[] SEVERAL = {36, 33, 32, 35, 34};

    private Colours() {}

    public static String green(String text) {
        return GREEN + text + PLAIN;
    }

    public static String red(String text) {
        return RED + text + PLAIN;
    }

    public static String dim(String text) {
        return DIM + text + PLAIN;
    }

    /** Colours one of several texts, so that neighbours differ. */
    static String oneOfSeveral(int index, String text) {
        return "\u001b[" + SEVERAL[Math.floorMod(index, SEVERAL.length)] + "m" + text + PLAIN;
    }

    /** Makes the headings of a page of help bold: lines after an empty one that start at the margin and end in a colon. */
    public static String headings(String page) {
        StringBuilder out = new StringBuilder(page.length() + 64);
        String before = "?";
        for (String line : page.split("\n", -1)) {
            boolean heading = before.isEmpty() && line.endsWith(":") && !line.startsWith(" ");
            out.append(heading ? BOLD + line + PLAIN : line).append('\n');
            before = line;
        }
        out.setLength(out.length() - 1);
        return out.toString();
    }
}
