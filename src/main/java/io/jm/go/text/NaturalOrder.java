package io.jm.go.text;

import java.util.Comparator;
import java.util.Locale;

/**
 * The order of rows in tables: {@code a1b3, a1b20, m1, m2, M3, m10}.
 *
 * <p>Case is ignored first; names that differ only in case are in byte order, so no two names are equal.
 */
public final class NaturalOrder implements Comparator<String> {
    @Override
    public int compare(String left, String right) {
        int order = chunks(left.toLowerCase(Locale.ROOT), right.toLowerCase(Locale.ROOT));
        return order != 0 ? order : byBytes(left, right);
    }

    /** Compares by the UTF-8 bytes of both strings. */
    public static int byBytes(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                // Characters above U+FFFF are stored as surrogates but sort after everything else.
                boolean sameKind = Character.isSurrogate(a) == Character.isSurrogate(b);
                return sameKind ? a - b : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return left.length() - right.length();
    }

    private static int chunks(String left, String right) {
        int i = 0;
        int j = 0;
        while (i < left.length() && j < right.length()) {
            boolean digits = isDigit(left.charAt(i));
            if (digits != isDigit(right.charAt(j))) {
                return digits ? -1 : 1;
            }
            int iEnd = chunkEnd(left, i);
            int jEnd = chunkEnd(right, j);
            String a = left.substring(i, iEnd);
            String b = right.substring(j, jEnd);
            int order = digits ? numbers(a, b) : byBytes(a, b);
            if (order != 0) {
                return order;
            }
            i = iEnd;
            j = jEnd;
        }
        return (left.length() - i) - (right.length() - j);
    }

    private static int chunkEnd(String text, int start) {
        boolean digits = isDigit(text.charAt(start));
        int end = start + 1;
        while (end < text.length() && isDigit(text.charAt(end)) == digits) {
            end++;
        }
        return end;
    }

    private static int numbers(String left, String right) {
        String a = withoutZeros(left);
        String b = withoutZeros(right);
        if (a.length() != b.length()) {
            return a.length() - b.length();
        }
        int order = a.compareTo(b);
        return order != 0 ? order : left.length() - right.length();
    }

    private static String withoutZeros(String digits) {
        int start = 0;
        while (start < digits.length() && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
