package io.jm.drivers.amazonec2.aws;

import io.jm.base.JmException;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The service that hands out temporary credentials of a role. */
final class Sts {
    private static final String VERSION = "2011-06-15";
    private static final int RETRIES = 3;

    private final Surroundings surroundings;
    private final String region;

    Sts(Surroundings surroundings, String region) {
        this.surroundings = surroundings;
        this.region = region;
    }

    /**
     * Takes a role with the credentials of somebody who may.
     *
     * @param profile the values of the profile with {@code role_arn}
     * @param code that of the user's device; empty if none is needed
     */
    AwsCredentials assumeRole(AwsCredentials by, Map<String, String> profile, String code) {
        Query query = new Query("AssumeRole")
                .with("Version", VERSION)
                .with("RoleArn", profile.getOrDefault("role_arn", ""))
                .with("RoleSessionName", sessionName(profile.getOrDefault("role_session_name", "")))
                .with("SerialNumber", profile.getOrDefault("mfa_serial", ""))
                .with("TokenCode", code)
                .with("ExternalId", profile.getOrDefault("external_id", ""))
                .with("DurationSeconds", profile.getOrDefault("duration_seconds", ""));
        return credentials(service(by).call(query), "AssumeRoleResult");
    }

    /** Takes a role with a token of an identity provider; the request is not signed. */
    AwsCredentials withWebIdentity(String roleArn, String sessionName, String token) {
        Query query = new Query("AssumeRoleWithWebIdentity")
                .with("Version", VERSION)
                .with("RoleArn", roleArn)
                .with("RoleSessionName", sessionName(sessionName))
                .with("WebIdentityToken", token);
        return credentials(service(null).call(query), "AssumeRoleWithWebIdentityResult");
    }

    private String sessionName(String given) {
        return given.isEmpty() ? "jm-" + surroundings.ticker().now().getEpochSecond() : given;
    }

    private AwsService service(@Nullable AwsCredentials by) {
        String given = surroundings.variable("AWS_ENDPOINT_URL_STS");
        URI endpoint = given.isEmpty() ? Partition.endpoint("sts", region) : Endpoint.of(given, true);
        return new AwsService(surroundings, "sts", region, endpoint, RETRIES, () -> by, () -> false);
    }

    private static AwsCredentials credentials(XmlNode answer, String result) {
        XmlNode found = answer.at(result + "/Credentials");
        AwsCredentials credentials = new AwsCredentials(
                found.text("AccessKeyId"),
                found.text("SecretAccessKey"),
                found.text("SessionToken"),
                instant(found.text("Expiration")));
        if (!credentials.isComplete()) {
            throw new JmException("AWS STS sent no credentials");
        }
        return credentials;
    }

    /** Returns a time in the format of ISO 8601, or null. */
    static @Nullable Instant instant(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text.replace("UTC", "Z"));
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
