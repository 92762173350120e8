package io.jm.engine;

import java.util.regex.Pattern;

/** The secret with which an engine may join a swarm. It is read from a manager, sent to an engine, and shown nowhere. */
public final class JoinToken {
    /** docker's tokens: {@code SWMTKN-1-<digest of the CA>-<secret>}. */
    private static final Pattern TOKEN = Pattern.compile("SWMTKN-[0-9A-Za-z-]*");

    private static final String HIDDEN = "(hidden)";

    private final String secret;

    JoinToken(String secret) {
        this.secret = secret;
    }

    String secret() {
        return secret;
    }

    /** Returns the text without the tokens that are in it. */
    static String hiddenIn(String text) {
        return TOKEN.matcher(text).replaceAll(HIDDEN);
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
