package io.jm.inventory;

import io.jm.base.JmException;
import io.jm.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What {@code ls --filter} is given, and the names that it looks at. */
public final class FilterTarget implements FuzzTarget {
    private static final String LONG_NAME = "a".repeat(200) + "b";

    @Override
    public String name() {
        return "filter";
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                bytes("name=^(web|db)[0-9]+$"),
                bytes("name=(?i:a{1,3}b*?)\\d\\pL"),
                bytes("state=Running"),
                bytes("label=com.example=x"),
                bytes("name=(?:(?:a{1,20}){1,20})"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<String> dictionary() {
        return List.of(
                "name=",
                "(",
                ")",
                "(?:",
                "(a*)*",
                "{1,1000}",
                "{2,}",
                "{0}",
                "*",
                "+?",
                "[^",
                "]",
                "\\",
                "\\pL",
                "\\Q",
                "^",
                "$",
                "|",
                ".",
                "(?P<n>",
                "(?i",
                "[[:alpha:]]",
                "\\x{10ffff}",
                "\\C");
    }

    @Override
    public String parse(byte[] input) {
        try {
            ListFilter filter = new ListFilter(List.of(new String(input, StandardCharsets.UTF_8)));
            return filter.matchesName("web1") + " " + filter.matchesName(LONG_NAME);
        } catch (JmException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
