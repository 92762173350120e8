package io.jm.text;

import io.jm.go.text.GoQuote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Finds the words that were probably meant where one is not known. The distance is that of Damerau and Levenshtein
 * (optimal string alignment): a character left out, added, replaced, or swapped with its neighbour costs one.
 */
public final class NearMiss {
    /** Shorter words are near to too much, longer ones are no slip of the fingers. */
    private static final int SHORTEST = 3;

    private static final int LONGEST = 64;

    private NearMiss() {}

    /** The nearest of the words that are near enough, else those that begin with the given one; in their order. */
    public static List<String> of(String word, Collection<String> known) {
        List<String> nearest = new ArrayList<>();
        if (word.length() < SHORTEST || word.length() > LONGEST) {
            return nearest;
        }
        int best = Math.max(1, word.length() / SHORTEST);
        for (String candidate : known) {
            if (candidate.length() < 2 || Math.abs(candidate.length() - word.length()) > best) {
                continue;
            }
            int distance = distance(word, candidate);
            if (distance < best) {
                nearest.clear();
                best = distance;
            }
            if (distance <= best) {
                nearest.add(candidate);
            }
        }
        for (String candidate : known) {
            if (nearest.isEmpty() && candidate.startsWith(word)) {
                return List.of(candidate);
            }
        }
        return nearest;
    }

    /** The question whether one of those was meant; empty if none is near. */
    public static String question(List<String> near) {
        if (near.isEmpty()) {
            return "";
        }
        StringBuilder question = new StringBuilder("Did you mean ");
        for (int i = 0; i < near.size(); i++) {
            question.append(i == 0 ? "" : i == near.size() - 1 ? " or " : ", ");
            question.append(GoQuote.quote(near.get(i)));
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
