package io.jm.drivers.amazonec2.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.cloud.CloudRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Signatures that others made: those of AWS's published test suite, with the key {@code AKIDEXAMPLE}, which
 * signs without the digest of the body. {@code Ec2ModelTest} compares with botocore.
 */
class SignerTest {
    private static final Instant TIME = Instant.parse("2015-08-30T12:36:00Z");
    private static final AwsCredentials KEYS =
            new AwsCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "");

    private static String signature(CloudRequest signed) {
        String authorization = signed.headers().getOrDefault("Authorization", "");
        return authorization.substring(authorization.indexOf("Signature=") + "Signature=".length());
    }

    private static CloudRequest form(String url, String body) {
        return new CloudRequest(
                "POST",
                URI.create(url),
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void signsTheSameAsTheExampleOfTheDocumentation() {
        // AWS's example for the list of users of IAM, whose signature covers content-type, host and x-amz-date
        CloudRequest request = new CloudRequest(
                "GET",
                URI.create("https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08"),
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                new byte[0]);
        CloudRequest signed = new Signer("iam", "us-east-1").sign(request, KEYS, TIME);
        assertEquals(ReferenceSignature.of(signed, "iam", "us-east-1", KEYS.secretKey()), signature(signed));
        assertEquals(
                "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
                ReferenceSignature.of(
                        request.with("X-Amz-Date", "20150830T123600Z")
                                .with(
                                        "Authorization",
                                        "AWS4-HMAC-SHA256 Credential=x, SignedHeaders=content-type;host;x-amz-date,"
                                                + " Signature=x"),
                        "iam",
                        "us-east-1",
                        KEYS.secretKey()));
    }

    @ParameterizedTest
    @CsvSource({
        "https://ec2.us-east-1.amazonaws.com/, Action=DescribeVpcs&Version=2016-11-15",
        "http://127.0.0.1:5556/, Action=DescribeVpcs&Version=2016-11-15",
        "https://ec2.example.com:8773/services/Cloud/, Action=RunInstances&UserData=I2Nsb3VkLWNvbmZpZwo%3D"
    })
    void signsAsTheDocumentationSays(String url, String body) {
        CloudRequest signed = new Signer("ec2", "eu-west-1").sign(form(url, body), KEYS, TIME);
        assertEquals(ReferenceSignature.of(signed, "ec2", "eu-west-1", KEYS.secretKey()), signature(signed));
    }

    @Test
    void aSessionTokenIsSignedAndSent() {
        AwsCredentials session = new AwsCredentials(KEYS.accessKey(), KEYS.secretKey(), "the-token");
        CloudRequest signed =
                new Signer("ec2", "us-east-1").sign(form("https://ec2.us-east-1.amazonaws.com/", "A=1"), session, TIME);
        assertEquals("the-token", signed.headers().get("X-Amz-Security-Token"));
        String authorization = signed.headers().getOrDefault("Authorization", "");
        for (String header : List.of("content-type", "host", "x-amz-date", "x-amz-security-token")) {
            assertTrue(authorization.contains(header), authorization);
        }
        assertEquals(ReferenceSignature.of(signed, "ec2", "us-east-1", KEYS.secretKey()), signature(signed));
    }
}
