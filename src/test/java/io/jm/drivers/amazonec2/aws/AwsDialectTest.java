package io.jm.drivers.amazonec2.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.jm.cloud.ApiException;
import io.jm.cloud.ApiException.Kind;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.testkit.SetTicker;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsDialectTest {
    private static final CloudRequest REQUEST =
            new CloudRequest("POST", URI.create("https://ec2.us-east-1.amazonaws.com/"), Map.of(), new byte[0]);

    private final AwsDialect dialect =
            new AwsDialect(new Signer("ec2", "us-east-1"), new ServerClock(new SetTicker(Instant.EPOCH)), () -> null);

    private ApiException failure(int status, String body) {
        CloudReply reply = new CloudReply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        return Objects.requireNonNull(dialect.failure(REQUEST, reply));
    }

    @ParameterizedTest
    @CsvSource({
        "RequestLimitExceeded, 503, THROTTLED",
        "Throttling, 400, THROTTLED",
        "Other, 429, THROTTLED",
        "InternalError, 500, TEMPORARY",
        "Other, 502, TEMPORARY",
        "AuthFailure, 401, CREDENTIALS",
        "ExpiredToken, 400, CREDENTIALS",
        "RequestExpired, 400, CREDENTIALS",
        "UnauthorizedOperation, 403, DENIED",
        "Other, 403, DENIED",
        "InvalidInstanceID.NotFound, 400, NOT_FOUND",
        "InvalidAMIID.Unavailable, 400, NOT_FOUND",
        "InvalidKeyPair.Duplicate, 400, EXISTS",
        "IdempotentParameterMismatch, 400, EXISTS",
        "InsufficientInstanceCapacity, 500, NO_CAPACITY",
        "SpotMaxPriceTooLow, 400, NO_CAPACITY",
        "InvalidParameterValue, 400, OTHER"
    })
    void eachCodeHasItsMeaning(String code, int status, Kind kind) {
        ApiException error = failure(
                status,
                "<Response><Errors><Error><Code>" + code
                        + "</Code><Message>a &lt;message&gt;</Message></Error></Errors><RequestID>r</RequestID></Response>");
        assertEquals(kind, error.kind());
        assertEquals(code, error.code());
        assertEquals(code + ": a <message>\n\tstatus code: " + status + ", request id: r", error.getMessage());
    }

    @Test
    void whatIsNoErrorOfAwsIsToldAsByItsSdkForGo() {
        assertEquals(
                "SerializationError: failed decoding EC2 Query error response\ncaused by: expected element type <Response>"
                        + " but have <html>",
                failure(502, "<html><body/></html>").getMessage());
        assertFalse(failure(200, "").getMessage().isEmpty());
    }

    @Test
    void controlCharactersAreEscaped() {
        ApiException error = failure(
                400,
                "<Response><Errors><Error><Code>A</Code><Message>x&#x9b;31m</Message></Error></Errors></Response>");
        assertEquals("A: x\\u009b31m\n\tstatus code: 400, request id: ", error.getMessage());
    }

    @Test
    void aMissingAnswerIsToldAsByItsSdkForGo() {
        assertEquals(
                "RequestError: send request failed\ncaused by: Post \"https://ec2.us-east-1.amazonaws.com/\": connection"
                        + " refused",
                dialect.unreachable(REQUEST, new ConnectException("connection refused"))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, https://ec2.us-east-1.amazonaws.com/",
        "cn-northwest-1, https://ec2.cn-northwest-1.amazonaws.com.cn/",
        "us-iso-east-1, https://ec2.us-iso-east-1.c2s.ic.gov/",
        "us-isob-east-1, https://ec2.us-isob-east-1.sc2s.sgov.gov/",
        "us-isof-south-1, https://ec2.us-isof-south-1.csp.hci.ic.gov/",
        "eu-isoe-west-1, https://ec2.eu-isoe-west-1.cloud.adc-e.uk/",
        "eusc-de-east-1, https://ec2.eusc-de-east-1.amazonaws.eu/",
        "us-gov-west-1, https://ec2.us-gov-west-1.amazonaws.com/"
    })
    void eachPartitionHasItsHosts(String region, String endpoint) {
        assertEquals(endpoint, Partition.endpoint("ec2", region).toString());
    }

    @Test
    void anEndpointMayLackItsSchemeAndHaveAPath() {
        assertEquals(
                "https://ec2.example.com/", Endpoint.of("ec2.example.com", true).toString());
        assertEquals(
                "http://127.0.0.1:5556/", Endpoint.of("127.0.0.1:5556", false).toString());
        assertEquals(
                "http://10.0.0.1:8773/services/Cloud/",
                Endpoint.of("http://10.0.0.1:8773/services/Cloud", true).toString());
    }
}
