package io.jm.json;

import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;

/** A number that remembers how it was written, such as {@code 1.50} or {@code 1e5}. */
final class ExactNumber extends DecimalNode {
    private static final long serialVersionUID = 1L;

    private final String text;

    ExactNumber(String text) {
        super(new BigDecimal(text));
        this.text = text;
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
