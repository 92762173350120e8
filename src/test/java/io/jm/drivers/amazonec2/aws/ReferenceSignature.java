package io.jm.drivers.amazonec2.aws;

import io.jm.cloud.CloudRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signature Version 4, written again from its documentation, for the headers that a request says were signed. */
final class ReferenceSignature {
    private ReferenceSignature() {}

    static String of(CloudRequest request, String service, String region, String secret) {
        String authorization = request.headers().getOrDefault("Authorization", "");
        String names = authorization.replaceAll(".*SignedHeaders=([^,]*),.*", "$1");
        Map<String, String> headers = new TreeMap<>();
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value.strip()));
        headers.put("host", request.uri().getAuthority());
        StringBuilder canonical = new StringBuilder();
        canonical
                .append(request.method())
                .append('\n')
                .append(request.uri().getRawPath())
                .append('\n');
        String query = request.uri().getRawQuery();
        canonical
                .append(
                        query == null
                                ? ""
                                : Arrays.stream(query.split("&")).sorted().collect(Collectors.joining("&")))
                .append('\n');
        for (String name : names.split(";")) {
            canonical.append(name).append(':').append(headers.get(name)).append('\n');
        }
        canonical.append('\n').append(names).append('\n').append(digest(request.body()));
        String time = headers.getOrDefault("x-amz-date", "");
        String scope = time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
        String text = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n"
                + digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String step : scope.split("/")) {
            key = hmac(key, step);
        }
        return HexFormat.of().formatHex(hmac(key, text));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
