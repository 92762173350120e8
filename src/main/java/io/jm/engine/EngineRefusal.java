package io.jm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.go.json.JsonReader;
import io.jm.go.json.JsonSyntaxException;
import io.jm.http.HttpReply;
import io.jm.text.Printable;

/** The error that an engine answered; the message is the engine's, without tokens. */
public final class EngineRefusal extends JmException {
    private static final long serialVersionUID = 1L;

    private static final int MAX_SHOWN = 1000;
    private static final String RPC = "rpc error: code = ";
    private static final String DESCRIPTION = " desc = ";

    private final int status;

    private EngineRefusal(String message, int status) {
        super(message);
        this.status = status;
    }

    static EngineRefusal of(HttpReply reply) {
        String message = message(reply);
        String text = message.isEmpty() ? reply.reason() : message;
        return new EngineRefusal(Printable.excerpt(JoinToken.hiddenIn(text), MAX_SHOWN), reply.code());
    }

    private static String message(HttpReply reply) {
        try {
            JsonNode message = JsonReader.read(reply.body()).path("message");
            String text = message.isTextual() ? message.textValue().strip() : "";
            int description = text.startsWith(RPC) ? text.indexOf(DESCRIPTION) : -1;
            return description < 0 ? text : text.substring(description + DESCRIPTION.length());
        } catch (JsonSyntaxException e) {
            return reply.body().strip();
        }
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Whether another change of the same object came first: reading it again and repeating the request helps. */
    public boolean isOutOfSequence() {
        return getMessage().contains("out of sequence");
    }

    /** Whether the engine gave up waiting for a manager, and goes on to try in the background. */
    public boolean isJoinTimeout() {
        return getMessage().contains("Timeout was reached before node joined");
    }

    /** Whether a manager that was demoted still counts as one of the managers; that takes a moment. */
    public boolean isStillManager() {
        return getMessage().contains("must be demoted");
    }

    /** Whether the engine is no manager, or not yet one. */
    public boolean isNoManager() {
        return getMessage().contains("is not a swarm manager");
    }

    /** Whether too few managers are left to agree on anything. */
    public boolean isWithoutLeader() {
        return getMessage().contains("does not have a leader");
    }
}
