package io.jm.go.json;

import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;

/**
 * A number that keeps its text, such as {@code 1.50} or {@code 1e5}. The value is exact only where exactness
 * is cheap: {@code 1e-9999999999} is 0, and a number with more than {@value #EXACT_LENGTH} characters has the value of
 * its double.
 */
final class ExactNumber extends DecimalNode {
    private static final long serialVersionUID = 1L;

    /** The longest exact decimal text of a double. */
    private static final int EXACT_LENGTH = 1100;

    private final String text;

    ExactNumber(String text) {
        super(value(text));
        this.text = text;
    }

    private static BigDecimal value(String text) {
        double rounded = Double.parseDouble(text);
        if (rounded == 0) {
            return BigDecimal.ZERO;
        }
        return text.length() > EXACT_LENGTH ? BigDecimal.valueOf(rounded) : new BigDecimal(text);
    }

    @Override
    public String asText() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExactNumber number && number.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
