package io.jm.fuzz;

import java.io.IOException;
import java.util.List;

/** A parser of untrusted input. */
public interface FuzzTarget {
    /** The name of its directory in {@code src/test/resources/fuzz}. */
    String name();

    /** Valid inputs to start from. */
    List<byte[]> seeds() throws IOException;

    /** Tokens to insert into inputs: what they are made of, and extreme values. */
    List<String> dictionary();

    /**
     * Parses an input. The documented exceptions of the parser are caught here; any other throwable is a finding.
     *
     * @return the outcome in a few characters: an input with a new outcome is mutated further
     */
    String parse(byte[] input) throws Exception;
}
