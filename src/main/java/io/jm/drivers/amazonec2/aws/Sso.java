package io.jm.drivers.amazonec2.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.json.JsonReader;
import io.jm.go.json.JsonSyntaxException;
import io.jm.os.AtomicFile;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.web.WebFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Single sign-on: the login that {@code aws sso login} made, from the cache of AWS's command line. */
final class Sso {
    private static final Duration RENEWED_BEFORE = Duration.ofMinutes(15);

    private final Surroundings surroundings;
    private final String profile;
    private final Map<String, String> values;
    private final String region;
    private final Path cache;

    /**
     * Reads what a profile says.
     *
     * @param values the values of the profile
     * @param session those of the session that it names; empty in the old form, which has them in the profile
     */
    Sso(Surroundings surroundings, String profile, Map<String, String> values, Map<String, String> session) {
        this.surroundings = surroundings;
        this.profile = profile;
        this.values = values;
        Map<String, String> login = session.isEmpty() ? values : session;
        this.region = login.getOrDefault("sso_region", "");
        String name = values.getOrDefault("sso_session", login.getOrDefault("sso_start_url", ""));
        this.cache = surroundings.file("", "sso", "cache", sha1(name) + ".json");
        if (!region.matches("[a-z0-9-]+")) {
            throw new JmException("the AWS profile \"" + profile + "\" has no sso_region");
        }
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new JmException("this Java has no SHA-1: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the credentials of the profile's account and role.
     *
     * @throws JmException if the login has expired, with the command that renews it
     */
    AwsCredentials credentials() {
        String query = "?role_name=" + encoded("sso_role_name") + "&account_id=" + encoded("sso_account_id");
        URI uri = URI.create("https://portal.sso." + region + ".amazonaws.com/federation/credentials" + query);
        CloudReply reply = send(CloudRequest.get(uri).with("x-amz-sso_bearer_token", token()));
        if (reply.status() == 401) {
            throw expired();
        }
        JsonNode found = reply.json().path("roleCredentials");
        AwsCredentials credentials = new AwsCredentials(
                found.path("accessKeyId").asText(""),
                found.path("secretAccessKey").asText(""),
                found.path("sessionToken").asText(""),
                Instant.ofEpochMilli(found.path("expiration").asLong()));
        if (!reply.isSuccess() || !credentials.isComplete()) {
            throw new JmException("AWS sent no credentials for the profile \"" + profile + "\": status "
                    + reply.status() + "; is its role still assigned to you?");
        }
        return credentials;
    }

    private String encoded(String key) {
        return URLEncoder.encode(values.getOrDefault(key, ""), StandardCharsets.UTF_8);
    }

    private JmException expired() {
        return new JmException("The SSO session has expired; run: aws sso login --profile " + profile);
    }

    private String token() {
        if (!(cached() instanceof ObjectNode login)) {
            throw expired();
        }
        Instant now = surroundings.ticker().now();
        Instant end = Sts.instant(login.path("expiresAt").asText(""));
        if (end != null && now.plus(RENEWED_BEFORE).isBefore(end)) {
            return login.path("accessToken").asText("");
        }
        JsonNode renewed = renewed(login, now);
        if (renewed != null) {
            return renewed.path("accessToken").asText("");
        }
        if (end == null || now.isAfter(end)) {
            throw expired();
        }
        return login.path("accessToken").asText("");
    }

    private @Nullable JsonNode cached() {
        try {
            return JsonReader.read(BoundedReader.text(cache, Limits.SMALL_FILE));
        } catch (IOException | JsonSyntaxException e) {
            return null;
        }
    }

    private @Nullable JsonNode renewed(ObjectNode login, Instant now) {
        Instant registered = Sts.instant(login.path("registrationExpiresAt").asText(""));
        String refresh = login.path("refreshToken").asText("");
        if (refresh.isEmpty() || registered == null || now.isAfter(registered)) {
            return null;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("clientId", login.path("clientId").asText(""));
        body.put("clientSecret", login.path("clientSecret").asText(""));
        body.put("grantType", "refresh_token");
        body.put("refreshToken", refresh);
        URI uri = URI.create("https://oidc." + region + ".amazonaws.com/token");
        CloudReply reply = send(CloudRequest.json("POST", uri, body));
        JsonNode answer = reply.json();
        if (!reply.isSuccess() || answer.path("accessToken").asText("").isEmpty()) {
            return null;
        }
        login.put("accessToken", answer.path("accessToken").asText());
        login.put(
                "expiresAt", now.plusSeconds(answer.path("expiresIn").asLong()).toString());
        login.put("refreshToken", answer.path("refreshToken").asText(refresh));
        write(login);
        return login;
    }

    private void write(ObjectNode login) {
        try {
            AtomicFile.write(
                    cache, GoJsonWriter.compact(login).getBytes(StandardCharsets.UTF_8), AtomicFile.OWNER_ONLY);
        } catch (IOException e) {
            throw new JmException("cannot write " + cache + ": " + IoReason.of(e), e);
        }
    }

    private CloudReply send(CloudRequest request) {
        try {
            return surroundings.internet().send(request);
        } catch (IOException e) {
            throw new JmException(request + ": " + WebFailure.reason(e), e);
        }
    }
}
