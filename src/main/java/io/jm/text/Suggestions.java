package io.jm.text;

import io.jm.go.text.GoQuote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Suggests known names for an unknown one ("did you mean"). Uses the Damerau-Levenshtein distance (optimal string
 * alignment): an omitted, added or replaced character and a swap of two neighbours cost one each.
 */
public final class Suggestions {
    /** Shorter names resemble too many others; longer ones are not typing errors. */
    private static final int SHORTEST = 3;

    private static final int LONGEST = 64;

    private Suggestions() {}

    /** Returns the closest known names in their order; if none is close, the first that starts with {@code name}. */
    public static List<String> of(String name, Collection<String> known) {
        List<String> closest = new ArrayList<>();
        if (name.length() < SHORTEST || name.length() > LONGEST) {
            return closest;
        }
        int best = Math.max(1, name.length() / SHORTEST);
        for (String candidate : known) {
            if (candidate.length() < 2 || Math.abs(candidate.length() - name.length()) > best) {
                continue;
            }
            int distance = distance(name, candidate);
            if (distance < best) {
                closest.clear();
                best = distance;
            }
            if (distance <= best) {
                closest.add(candidate);
            }
        }
        for (String candidate : known) {
            if (closest.isEmpty() && candidate.startsWith(name)) {
                return List.of(candidate);
            }
        }
        return closest;
    }

    /** Returns {@code Did you mean "a" or "b"?}, or an empty text if there is no suggestion. */
    public static String question(List<String> suggestions) {
        if (suggestions.isEmpty()) {
            return "";
        }
        StringBuilder question = new StringBuilder("Did you mean ");
        for (int i = 0; i < suggestions.size(); i++) {
            question.append(i == 0 ? "" : i == suggestions.size() - 1 ? " or " : ", ");
            question.append(GoQuote.quote(suggestions.get(i)));
        }
        return question.append('?').toString();
    }

    static int distance(String left, String right) {
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= right.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            for (int j = 1; j <= right.length(); j++) {
                char a = left.charAt(i - 1);
                char b = right.charAt(j - 1);
                int least = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
                least = Math.min(least, cost[i - 1][j - 1] + (a == b ? 0 : 1));
                if (i > 1 && j > 1 && a == right.charAt(j - 2) && b == left.charAt(i - 2)) {
                    least = Math.min(least, cost[i - 2][j - 2] + 1);
                }
                cost[i][j] = least;
            }
        }
        return cost[left.length()][right.length()];
    }
}
