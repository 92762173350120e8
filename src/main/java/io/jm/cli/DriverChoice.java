package io.jm.cli;

import java.util.List;

/** Finds the driver on a command line whose flags are not all known yet, because the driver decides them. */
final class DriverChoice {
    private DriverChoice() {}

    /** The last driver named in any spelling before {@code --}, or {@code fallback}. */
    static String in(List<String> words, String fallback) {
        String name = fallback;
        for (int i = 0; i < words.size() && !words.get(i).equals("--"); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                continue;
            }
            String text = word.startsWith("--") ? word.substring(2) : word.substring(1);
            if (text.equals("d") || text.equals("driver")) {
                if (i + 1 < words.size()) {
                    i++;
                    name = words.get(i);
                }
            } else if (text.startsWith("d=") || text.startsWith("driver=")) {
                name = text.substring(text.indexOf('=') + 1);
            }
        }
        return name;
    }
}
