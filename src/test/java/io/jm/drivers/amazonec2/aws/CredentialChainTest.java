package io.jm.drivers.amazonec2.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.cloud.Transport;
import io.jm.go.json.JsonReader;
import io.jm.os.Environment;
import io.jm.testkit.SetTicker;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialChainTest {
    @TempDir
    Path home;

    private final SetTicker ticker = new SetTicker(Instant.parse("2026-11-28T12:00:00Z"));
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<CloudRequest> sent = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private Function<CloudRequest, CloudReply> internet = request -> reply(404, "");
    private @Nullable String typed;
    private Transport nearby = request -> {
        throw new SocketTimeoutException("timed out");
    };

    @BeforeEach
    void setHome() {
        variables.put("HOME", home.toString());
    }

    private static CloudReply reply(int status, String body) {
        return new CloudReply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private CredentialChain chain(String profile) {
        Transport recorded = request -> {
            sent.add(request);
            return internet.apply(request);
        };
        Transport near = request -> {
            sent.add(request);
            return nearby.send(request);
        };
        return new CredentialChain(
                new Surroundings(
                        new Environment(variables, home, "jm", false),
                        ticker,
                        recorded,
                        near,
                        prompt -> typed,
                        trace::add),
                profile,
                "eu-west-1");
    }

    private String access(String profile) {
        AwsCredentials found = chain(profile).find();
        return found == null ? "none" : found.accessKey();
    }

    private void write(String file, String content) throws IOException {
        Path path = home.resolve(".aws").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private static String keys(String access) {
        return "aws_access_key_id = " + access + "\naws_secret_access_key=s # a comment\n";
    }

    private static String json(String access, String end) {
        return "{\"Code\":\"Success\",\"Version\":1,\"AccessKeyId\":\"" + access
                + "\",\"SecretAccessKey\":\"s\",\"SessionToken\":\"t\",\"Token\":\"t\",\"Expiration\":\"" + end + "\"}";
    }

    private static String assumed(String action, String access) {
        return "<R xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><" + action + "Result><Credentials><AccessKeyId>"
                + access + "</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>"
                + "<Expiration>2026-11-28T13:00:00Z</Expiration></Credentials></" + action + "Result></R>";
    }

    private String body(int number) {
        return new String(sent.get(number).body(), StandardCharsets.UTF_8);
    }

    @Test
    void theOrderIsEnvironmentCredentialsFileConfigFile() throws IOException {
        write("config", "[default]\n" + keys("AKIACONFIG"));
        assertEquals("AKIACONFIG", access(""));
        write("credentials", "[default]\n" + keys("AKIAFILE"));
        assertEquals("AKIAFILE", access(""));
        variables.put("AWS_ACCESS_KEY", "AKIAENV");
        variables.put("AWS_SECRET_KEY", "s");
        assertEquals("AKIAENV", access(""));
        assertEquals("AKIAFILE", access("default"));
        assertEquals(List.of(), sent);
    }

    @Test
    void theProfileIsNamedByTheUserOrTheEnvironment() throws IOException {
        write("credentials", "[a]\n" + keys("AKIAA") + "[b]\n" + keys("AKIAB") + "[c]\n" + keys("AKIAC"));
        variables.put("AWS_DEFAULT_PROFILE", "c");
        assertEquals("AKIAC", access(""));
        variables.put("AWS_PROFILE", "b");
        assertEquals("AKIAB", access(""));
        assertEquals("AKIAA", access("a"));
        variables.put("AWS_SHARED_CREDENTIALS_FILE", "other");
        Files.writeString(home.resolve("other"), "[b]\n" + keys("AKIAOTHER"));
        assertEquals("AKIAOTHER", access(""));
        JmException error = assertThrows(JmException.class, () -> access("d"));
        assertTrue(error.getMessage().startsWith("there is no profile \"d\""), error.getMessage());
    }

    @Test
    void aRoleIsTakenWithAnotherProfile() throws IOException {
        write(
                "config",
                "[profile work]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\nexternal_id = x1\n"
                        + "role_session_name = me\nduration_seconds = 900\n");
        write("credentials", "[base]\n" + keys("AKIABASE"));
        internet = request -> reply(200, assumed("AssumeRole", "ASIAROLE"));
        assertEquals("ASIAROLE", access("work"));
        assertEquals("https://sts.eu-west-1.amazonaws.com/", sent.get(0).uri().toString());
        assertEquals(
                "Action=AssumeRole&DurationSeconds=900&ExternalId=x1&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr"
                        + "&RoleSessionName=me&Version=2011-06-15",
                body(0));
        String authorization = sent.get(0).headers().getOrDefault("Authorization", "");
        assertTrue(authorization.contains("Credential=AKIABASE/20261128/eu-west-1/sts/aws4_request"), authorization);
    }

    @Test
    void profilesThatNameEachOtherAreAnError() throws IOException {
        write(
                "config",
                "[profile a]\nrole_arn=r\nsource_profile=b\n[profile b]\nrole_arn=r\nsource_profile=a\n"
                        + "[profile c]\nrole_arn=r\nsource_profile=c\n" + keys("AKIAC")
                        + "[profile n]\nrole_arn=r\ncredential_source=Nowhere\n");
        JmException loop = assertThrows(JmException.class, () -> access("a"));
        assertEquals("the profiles a, b name each other as source_profile", loop.getMessage());
        internet = request -> reply(200, assumed("AssumeRole", "ASIAROLE"));
        assertEquals("ASIAROLE", access("c"));
        assertTrue(
                assertThrows(JmException.class, () -> access("n")).getMessage().contains("\"Nowhere\""));
    }

    @Test
    void theCodeOfADeviceIsAskedFor() throws IOException {
        write("config", "[default]\nrole_arn=r\nsource_profile=base\nmfa_serial=arn:mfa\nrole_session_name=me\n");
        write("credentials", "[base]\n" + keys("AKIABASE"));
        internet = request -> reply(200, assumed("AssumeRole", "ASIAROLE"));
        String message = assertThrows(JmException.class, () -> access("")).getMessage();
        assertTrue(message.contains("get-session-token"), message);
        typed = " 123456";
        assertEquals("ASIAROLE", access(""));
        assertTrue(body(0).contains("&SerialNumber=arn%3Amfa&TokenCode=123456&"), body(0));
    }

    @Test
    void aDeniedRoleIsTheErrorOfSts() throws IOException {
        write("config", "[default]\nrole_arn=r\ncredential_source=Environment\n");
        variables.put("AWS_PROFILE", "default");
        variables.put("AWS_ACCESS_KEY_ID", "AKIAENV");
        variables.put("AWS_SECRET_ACCESS_KEY", "secret-of-the-test");
        internet = request -> reply(
                403,
                "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error><RequestId>r</RequestId>"
                        + "</ErrorResponse>");
        JmException error = assertThrows(JmException.class, () -> access("default"));
        assertEquals("AccessDenied: no\n\tstatus code: 403, request id: r", error.getMessage());
        assertFalse(trace.toString().contains("secret-of-the-test"));
    }

    @Test
    void aWebIdentityIsReadEachTimeAndNotSigned() throws IOException {
        Files.writeString(home.resolve("token"), "first\n");
        variables.put("AWS_WEB_IDENTITY_TOKEN_FILE", "token");
        variables.put("AWS_ROLE_ARN", "arn:r");
        internet = request -> reply(200, assumed("AssumeRoleWithWebIdentity", "ASIAWEB"));
        CredentialChain chain = chain("");
        assertEquals("ASIAWEB", Objects.requireNonNull(chain.find()).accessKey());
        chain.find();
        assertEquals(1, sent.size());
        assertNull(sent.get(0).headers().get("Authorization"));
        assertTrue(body(0).contains("RoleSessionName=jm-1795867200"), body(0));
        assertTrue(body(0).contains("WebIdentityToken=first"), body(0));
        Files.writeString(home.resolve("token"), "second");
        ticker.pass(Duration.ofMinutes(56));
        chain.find();
        assertTrue(body(1).contains("WebIdentityToken=second"), body(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws_access_key_id = AKIANAMED\naws_secret_access_key=s", "credential_process = false"})
    void aNamedProfileStandsBeforeTheWebIdentityOfTheEnvironment(String values) throws IOException {
        Files.writeString(home.resolve("token"), "token");
        variables.put("AWS_WEB_IDENTITY_TOKEN_FILE", "token");
        variables.put("AWS_ROLE_ARN", "arn:r");
        write("config", "[profile named]\n" + values + "\n");
        internet = request -> reply(200, assumed("AssumeRoleWithWebIdentity", "ASIAWEB"));
        if (values.startsWith("credential_process")) {
            assertThrows(JmException.class, () -> access("named"));
        } else {
            assertEquals("AKIANAMED", access("named"));
        }
        assertEquals(List.of(), sent);
        variables.put("AWS_PROFILE", "named");
        assertEquals("ASIAWEB", access(""));
    }

    @Test
    void theSourceOfARoleIsNotTheWebIdentityOfTheEnvironment() throws IOException {
        Files.writeString(home.resolve("token"), "token");
        variables.put("AWS_WEB_IDENTITY_TOKEN_FILE", "token");
        variables.put("AWS_ROLE_ARN", "arn:r");
        write("config", "[default]\nrole_arn = r\nsource_profile = base\n");
        write("credentials", "[base]\n" + keys("AKIABASE"));
        internet = request -> reply(200, assumed("AssumeRole", "ASIAROLE"));
        assertEquals("ASIAROLE", access(""));
        assertEquals(1, sent.size());
    }

    @Test
    void aProfileMayNameAProgram() throws IOException {
        write("config", "[default]\ncredential_process = echo '" + json("ASIAPROGRAM", "2026-11-28T13:00:00Z") + "'\n");
        assertEquals("ASIAPROGRAM", access(""));
    }

    @Test
    void whatWasNotFoundIsLookedForAgainAfterAWhile() {
        CredentialChain chain = chain("");
        assertNull(chain.find());
        assertNull(chain.find());
        assertEquals(2, sent.size());
        ticker.pass(Duration.ofMinutes(1));
        assertNull(chain.find());
        assertEquals(4, sent.size());
    }

    private void ssoProfile(String login) throws IOException {
        write(
                "config",
                "[profile work]\nsso_session = my\nsso_account_id = 1\nsso_role_name = Admin Role\n"
                        + "[sso-session my]\nsso_start_url = https://x.awsapps.com/start\nsso_region = eu-central-1\n");
        Path cache = home.resolve(".aws/sso/cache").resolve(sha1("my") + ".json");
        Files.createDirectories(cache.getParent());
        Files.writeString(cache, login);
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void singleSignOnUsesTheLoginOfTheAwsCommand() throws IOException {
        ssoProfile("{\"accessToken\":\"the-token\",\"expiresAt\":\"2026-11-28T14:00:00Z\"}");
        internet = request -> reply(
                200,
                "{\"roleCredentials\":{\"accessKeyId\":\"ASIASSO\",\"secretAccessKey\":\"s\",\"sessionToken\":\"t\","
                        + "\"expiration\":1795873200000}}");
        assertEquals("ASIASSO", access("work"));
        assertEquals(
                "https://portal.sso.eu-central-1.amazonaws.com/federation/credentials?role_name=Admin+Role&account_id=1",
                sent.get(0).uri().toString());
        assertEquals("the-token", sent.get(0).headers().get("x-amz-sso_bearer_token"));
    }

    @Test
    void anExpiredLoginIsRenewedOrTold() throws IOException {
        ssoProfile("{\"accessToken\":\"old\",\"expiresAt\":\"2026-11-28T11:00:00UTC\"}");
        String expired = "The SSO session has expired; run: aws sso login --profile work";
        assertEquals(
                expired, assertThrows(JmException.class, () -> access("work")).getMessage());
        ssoProfile(
                "{\"accessToken\":\"old\",\"expiresAt\":\"2026-11-28T11:00:00Z\",\"refreshToken\":\"r\",\"clientId\":\"i\","
                        + "\"clientSecret\":\"c\",\"registrationExpiresAt\":\"2026-12-28T11:00:00Z\",\"more\":1}");
        internet = request -> reply(
                200,
                request.uri().getHost().startsWith("oidc.")
                        ? "{\"accessToken\":\"new\",\"expiresIn\":28800,\"refreshToken\":\"r2\"}"
                        : "{\"roleCredentials\":{\"accessKeyId\":\"ASIASSO\",\"secretAccessKey\":\"s\","
                                + "\"sessionToken\":\"t\",\"expiration\":1795873200000}}");
        assertEquals("ASIASSO", access("work"));
        Path cache = home.resolve(".aws/sso/cache").resolve(sha1("my") + ".json");
        assertEquals(
                "new",
                JsonReader.read(Files.readString(cache)).path("accessToken").asText());
        assertEquals(
                "r2",
                JsonReader.read(Files.readString(cache)).path("refreshToken").asText());
        assertEquals(1, JsonReader.read(Files.readString(cache)).path("more").asInt());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)));
    }

    @Test
    void aContainerIsAskedAtItsOwnAddressOnly() {
        nearby = request -> reply(200, json("ASIACONTAINER", "2026-11-28T13:00:00Z"));
        variables.put("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/x");
        assertEquals("ASIACONTAINER", access(""));
        assertEquals("http://169.254.170.2/v2/credentials/x", sent.get(0).uri().toString());
        variables.remove("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
        variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://[fd00:ec2::23]/v1/credentials");
        variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "the-token");
        assertEquals("ASIACONTAINER", access(""));
        assertEquals("the-token", sent.get(1).headers().get("Authorization"));
        variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://evil.example.com/");
        assertTrue(
                assertThrows(JmException.class, () -> access("")).getMessage().contains("must start with https"));
        assertEquals(2, sent.size());
    }

    private Transport metadata(int tokenStatus, String roles, @Nullable String document) {
        return request -> {
            if (request.method().equals("PUT")) {
                return reply(tokenStatus, "the-token");
            }
            boolean withToken = "the-token".equals(request.headers().get("X-aws-ec2-metadata-token"));
            if (withToken != (tokenStatus == 200)) {
                return reply(401, "");
            }
            String path = request.uri().getPath();
            return path.endsWith("/") ? reply(200, roles) : reply(document == null ? 404 : 200, "" + document);
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 403, 404, 405})
    void theMetadataServiceIsAskedWithATokenIfItHasThem(int tokenStatus) {
        nearby = metadata(tokenStatus, "role-1\nrole-2\n", json("ASIAROLE", "2026-11-28T13:00:00Z"));
        assertEquals("ASIAROLE", access(""));
        assertTrue(sent.get(2).uri().getPath().endsWith("/security-credentials/role-1"));
    }

    @Test
    void metadataThatIsOfNoUseIsNotAnError() {
        nearby = metadata(200, "", null);
        assertEquals("none", access(""));
        nearby = metadata(200, "role", "{\"Code\":\"Failed\"}");
        assertEquals("none", access(""));
        sent.clear();
        nearby = request -> {
            throw new SocketTimeoutException("timed out");
        };
        assertEquals("none", access(""));
        assertEquals(2, sent.size());
        assertTrue(trace.get(trace.size() - 1).contains("there is no metadata service of EC2"), trace.toString());
        sent.clear();
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        assertEquals("none", access(""));
        assertEquals(0, sent.size());
    }

    @Test
    void temporaryCredentialsAreRenewedBeforeTheyEnd() {
        nearby = metadata(200, "role", json("ASIAROLE", "2026-11-28T12:30:00Z"));
        CredentialChain chain = chain("");
        chain.find();
        ticker.pass(Duration.ofMinutes(24));
        chain.find();
        assertEquals(3, sent.size());
        ticker.pass(Duration.ofMinutes(2));
        chain.find();
        assertEquals(6, sent.size());
    }
}
