package io.jm.fleet;

import io.jm.yaml.Position;
import java.util.List;

/**
 * An option as a file gives it.
 *
 * @param at where its value is
 * @param values its value, or its values if it is a list
 * @param list whether it is a list
 * @param secret whether a part of it comes from the environment, so that it is neither recorded nor shown
 */
public record GivenOption(Position at, List<String> values, boolean list, boolean secret) {
    public GivenOption {
        values = List.copyOf(values);
    }

    GivenOption with(List<String> others) {
        return new GivenOption(at, others, list, secret);
    }
}
