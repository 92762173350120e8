package io.jm.drivers.amazonec2.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.cloud.ApiDialect;
import io.jm.cloud.ApiException;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.cloud.RetryAfter;
import io.jm.text.Printable;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Signs the requests for one service, and reads its errors, in the words of AWS's SDK for Go, which docker-machine uses. */
final class AwsDialect implements ApiDialect {
    private static final int LONGEST_TEXT = 4096;

    private final Signer signer;
    private final ServerClock clock;
    private final Supplier<@Nullable AwsCredentials> credentials;

    /**
     * Makes a dialect.
     *
     * @param credentials asked for each request; null if it is sent without a signature
     */
    AwsDialect(Signer signer, ServerClock clock, Supplier<@Nullable AwsCredentials> credentials) {
        this.signer = signer;
        this.clock = clock;
        this.credentials = credentials;
    }

    @Override
    public CloudRequest authorize(CloudRequest request) {
        AwsCredentials current = credentials.get();
        return current == null ? request : signer.sign(request, current, clock.now());
    }

    @Override
    public @Nullable ApiException failure(CloudRequest request, CloudReply reply) {
        boolean json = request.headers().getOrDefault("Content-Type", "").contains("json");
        if (json) {
            return reply.isSuccess() ? null : jsonError(reply);
        }
        try {
            XmlNode root = XmlNode.read(reply.body());
            return reply.isSuccess() ? pageError(reply, root) : xmlError(reply, root);
        } catch (XmlNode.MalformedException e) {
            String part = reply.isSuccess() ? "response" : "error response";
            return undecoded(reply, part, e.getMessage());
        }
    }

    /** The page of a proxy may have the status of success, and is no answer. */
    private @Nullable ApiException pageError(CloudReply reply, XmlNode root) {
        return root.name().equalsIgnoreCase("html")
                ? undecoded(reply, "response", "expected element type <Response> but have <html>")
                : null;
    }

    private ApiException xmlError(CloudReply reply, XmlNode root) {
        boolean query = root.name().equals("Response") || root.name().equals("ErrorResponse");
        if (!query) {
            return undecoded(
                    reply, "error response", "expected element type <Response> but have <" + root.name() + ">");
        }
        // EC2 wraps its error in a list, other services do not
        XmlNode listed = root.at("Errors/Error");
        XmlNode error = listed.exists() ? listed : root.child("Error");
        String id = root.text("RequestID") + root.text("RequestId");
        return error(reply, error.text("Code"), error.text("Message"), id);
    }

    private ApiException jsonError(CloudReply reply) {
        JsonNode error = reply.json();
        String type = error.path("__type").asText(error.path("error").asText(""));
        String message =
                error.path("message").asText(error.path("error_description").asText(""));
        return error(reply, type.substring(type.indexOf('#') + 1), message, reply.header("x-amzn-RequestId"));
    }

    private ApiException error(CloudReply reply, String code, String message, String requestId) {
        String text = Printable.excerpt(code, LONGEST_TEXT) + ": " + Printable.excerpt(message, LONGEST_TEXT)
                + "\n\tstatus code: " + reply.status() + ", request id: " + Printable.excerpt(requestId, 200);
        return exception(text, ErrorKinds.of(code, reply.status()), reply, code);
    }

    private ApiException undecoded(CloudReply reply, String part, String cause) {
        String text = "SerializationError: failed decoding EC2 Query " + part + "\ncaused by: "
                + Printable.excerpt(cause, 500);
        // an answer that was cut off comes complete the next time
        ApiException.Kind kind = reply.isSuccess() ? ApiException.Kind.TEMPORARY : ErrorKinds.of("", reply.status());
        return exception(text, kind, reply, "SerializationError");
    }

    private ApiException exception(String text, ApiException.Kind kind, CloudReply reply, String code) {
        clock.heard(reply.date());
        return new ApiException(text, kind, reply.status(), code, RetryAfter.of(reply, clock.now()));
    }

    @Override
    public JmException unreachable(CloudRequest request, IOException failure) {
        return new JmException(
                "RequestError: send request failed\ncaused by: " + ApiDialect.goMessage(request, failure), failure);
    }
}
