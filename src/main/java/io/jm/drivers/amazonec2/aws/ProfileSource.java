package io.jm.drivers.amazonec2.aws;

import io.jm.base.JmException;
import io.jm.go.text.GoQuote;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A profile of the user's files for AWS: keys, a role, single sign-on, or a program that prints credentials. */
final class ProfileSource implements CredentialSource {
    private final Surroundings surroundings;
    private final String named;
    private final String region;

    /**
     * Makes a source.
     *
     * @param named the profile that the user gave; empty for the one that the environment names
     */
    ProfileSource(Surroundings surroundings, String named, String region) {
        this.surroundings = surroundings;
        this.named = named;
        this.region = region;
    }

    /** Returns the profile to use: what the user gave, the environment's, or {@code default}. */
    static String name(Surroundings surroundings, String named) {
        for (String name :
                List.of(named, surroundings.variable("AWS_PROFILE"), surroundings.variable("AWS_DEFAULT_PROFILE"))) {
            if (!name.isEmpty()) {
                return name;
            }
        }
        return "default";
    }

    /** Returns the region of the profile; empty if it has none, or the files cannot be read. */
    static String region(Surroundings surroundings, String named) {
        return ProfileFiles.read(surroundings)
                .profile(name(surroundings, named))
                .getOrDefault("region", "");
    }

    @Override
    public @Nullable AwsCredentials find(Consumer<String> whyNot) {
        ProfileFiles files = ProfileFiles.read(surroundings);
        String profile = name(surroundings, named);
        if (!files.has(profile) && !named.isEmpty()) {
            throw new JmException("there is no profile " + GoQuote.quote(profile)
                    + " in ~/.aws/config or ~/.aws/credentials; see: aws configure list-profiles");
        }
        AwsCredentials found = find(files, profile, new ArrayList<>());
        if (found == null) {
            whyNot.accept("the profile " + GoQuote.quote(profile) + " has no credentials");
        }
        return found;
    }

    private @Nullable AwsCredentials find(ProfileFiles files, String profile, List<String> visited) {
        Map<String, String> values = files.profile(profile);
        boolean itself = !visited.isEmpty() && visited.get(visited.size() - 1).equals(profile);
        if (visited.contains(profile) && !itself) {
            throw new JmException("the profiles " + String.join(", ", visited) + " name each other as source_profile");
        }
        String source = values.getOrDefault("source_profile", "");
        String place = values.getOrDefault("credential_source", "");
        if (!itself && values.containsKey("role_arn") && !(source + place).isEmpty()) {
            visited.add(profile);
            return role(files, profile, visited);
        }
        boolean byName = !named.isEmpty() || !visited.isEmpty();
        AwsCredentials web = itself ? null : new WebIdentity(surroundings, region).find(values, byName);
        if (web != null) {
            return web;
        }
        if (!itself && values.containsKey("sso_account_id")) {
            return new Sso(surroundings, profile, values, files.ssoSession(values.getOrDefault("sso_session", "")))
                    .credentials();
        }
        AwsCredentials stored = keys(files.credentials(profile));
        if (stored.isComplete()) {
            return stored;
        }
        if (values.containsKey("credential_process")) {
            return ProcessCredentials.run(surroundings.environment(), values.get("credential_process"));
        }
        AwsCredentials configured = keys(files.config(profile));
        return configured.isComplete() ? configured : null;
    }

    private AwsCredentials role(ProfileFiles files, String profile, List<String> visited) {
        Map<String, String> values = files.profile(profile);
        String source = values.getOrDefault("source_profile", "");
        AwsCredentials by =
                source.isEmpty() ? place(values.getOrDefault("credential_source", "")) : find(files, source, visited);
        if (by == null) {
            throw new JmException("the profile " + GoQuote.quote(profile)
                    + " takes a role, but there are no credentials in "
                    + (source.isEmpty() ? "its credential_source" : "its source_profile " + GoQuote.quote(source)));
        }
        return new Sts(surroundings, region)
                .assumeRole(by, values, code(profile, values.getOrDefault("mfa_serial", "")));
    }

    /** Returns the code of the user's device; empty if none is needed. */
    private String code(String profile, String device) {
        if (device.isEmpty()) {
            return "";
        }
        String code = surroundings.question().ask("MFA code of " + Printable.line(device) + ": ");
        if (code == null || code.isBlank()) {
            throw new JmException("the profile " + GoQuote.quote(profile)
                    + " needs a code of a device for each login, and there is no terminal to ask for it. Run"
                    + " \"aws sts get-session-token\" with the code, and give the keys that it prints by AWS_ACCESS_KEY_ID,"
                    + " AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN");
        }
        return code.strip();
    }

    private @Nullable AwsCredentials place(String name) {
        CredentialSource source = switch (name) {
            case "Environment" -> new EnvironmentSource(surroundings);
            case "Ec2InstanceMetadata" -> new MetadataSource(surroundings);
            case "EcsContainer" -> new ContainerSource(surroundings);
            default ->
                throw new JmException("credential_source must be Environment, Ec2InstanceMetadata or EcsContainer, not "
                        + GoQuote.quote(name));
        };
        return source.find(surroundings.trace());
    }

    private static AwsCredentials keys(Map<String, String> values) {
        return new AwsCredentials(
                values.getOrDefault("aws_access_key_id", ""),
                values.getOrDefault("aws_secret_access_key", ""),
                values.getOrDefault("aws_session_token", ""));
    }
}
