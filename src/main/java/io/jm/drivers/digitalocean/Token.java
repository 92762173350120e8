package io.jm.drivers.digitalocean;

import io.jm.driver.DriverContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The token of the API: the recorded one until it is refused, then that of the environment. It is in no text. */
final class Token {
    /** The one of the option, and the name that the provider's own tools use now. */
    private static final List<String> VARIABLES = List.of("DIGITALOCEAN_ACCESS_TOKEN", "DIGITALOCEAN_TOKEN");

    private final DriverContext context;
    private final boolean replaceable;
    private final Set<String> refused = new HashSet<>();
    private String value;

    /**
     * Makes a token.
     *
     * @param replaceable whether another one may be used, as for a machine that exists; the account of a new one is not
     *     to be guessed
     */
    Token(String value, DriverContext context, boolean replaceable) {
        this.value = value;
        this.context = context;
        this.replaceable = replaceable;
    }

    String value() {
        return value;
    }

    /** Whether another token is used than the one that is recorded, perhaps of another account. */
    boolean isReplaced() {
        return !refused.isEmpty();
    }

    /** Takes another token after this one was refused; returns false if there is no other. */
    boolean replace() {
        if (!replaceable) {
            return false;
        }
        refused.add(value);
        for (String variable : VARIABLES) {
            String other = context.environment().variable(variable, "");
            if (!other.isEmpty() && !refused.contains(other)) {
                context.say("The recorded token is refused: using that of " + variable);
                value = other;
                return true;
            }
        }
        return false;
    }
}
