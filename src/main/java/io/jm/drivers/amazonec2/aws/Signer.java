package io.jm.drivers.amazonec2.aws;

import io.jm.cloud.CloudRequest;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Signs requests with Signature Version 4, by AWS's own library. */
final class Signer {
    private final String service;
    private final String region;

    Signer(String service, String region) {
        this.service = service;
        this.region = region;
    }

    /** Returns the request with the headers that prove who sends it, and when. */
    CloudRequest sign(CloudRequest request, AwsCredentials credentials, Instant now) {
        SdkHttpRequest.Builder unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(request.method()))
                .uri(request.uri());
        request.headers().forEach(unsigned::putHeader);
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(identity(credentials))
                        .request(unsigned.build())
                        .payload(() -> new ByteArrayInputStream(request.body()))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)));
        CloudRequest result = request;
        for (String name : signed.request().headers().keySet()) {
            // the client writes the host itself, from the same URI
            if (!name.equalsIgnoreCase("Host") && !request.headers().containsKey(name)) {
                result = result.with(
                        name, signed.request().firstMatchingHeader(name).orElse(""));
            }
        }
        return result;
    }

    private static AwsCredentialsIdentity identity(AwsCredentials credentials) {
        return credentials.sessionToken().isEmpty()
                ? AwsCredentialsIdentity.create(credentials.accessKey(), credentials.secretKey())
                : AwsSessionCredentialsIdentity.create(
                        credentials.accessKey(), credentials.secretKey(), credentials.sessionToken());
    }
}
