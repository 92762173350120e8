package io.jm.drivers.amazonec2.aws;

import io.jm.cloud.ApiException.Kind;
import java.util.Set;

/** What the error codes of AWS mean. */
final class ErrorKinds {
    private static final Set<String> THROTTLED = Set.of(
            "RequestLimitExceeded",
            "Throttling",
            "ThrottlingException",
            "RequestThrottled",
            "TooManyRequestsException",
            "SlowDown");
    private static final Set<String> TEMPORARY =
            Set.of("InternalError", "InternalFailure", "ServiceUnavailable", "Unavailable", "IDPCommunicationError");
    private static final Set<String> CREDENTIALS = Set.of(
            "AuthFailure",
            "InvalidClientTokenId",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException",
            "ExpiredToken",
            "ExpiredTokenException",
            "RequestExpired");
    private static final Set<String> DENIED = Set.of("UnauthorizedOperation", "AccessDenied", "OptInRequired");
    private static final Set<String> NO_CAPACITY = Set.of(
            "InsufficientInstanceCapacity",
            "InsufficientFreeAddressesInSubnet",
            "InstanceLimitExceeded",
            "VcpuLimitExceeded",
            "MaxSpotInstanceCountExceeded",
            "SpotMaxPriceTooLow",
            "Unsupported");

    private ErrorKinds() {}

    /** Returns the kind of an error; by the status of HTTP if the code is not known. */
    static Kind of(String code, int status) {
        if (THROTTLED.contains(code) || status == 429) {
            return Kind.THROTTLED;
        }
        if (CREDENTIALS.contains(code)) {
            return Kind.CREDENTIALS;
        }
        if (NO_CAPACITY.contains(code)) {
            return Kind.NO_CAPACITY;
        }
        if (code.endsWith(".NotFound") || code.startsWith("InvalidAMIID.")) {
            return Kind.NOT_FOUND;
        }
        if (code.endsWith(".Duplicate") || code.equals("IdempotentParameterMismatch")) {
            return Kind.EXISTS;
        }
        if (TEMPORARY.contains(code) || status >= 500) {
            return Kind.TEMPORARY;
        }
        return DENIED.contains(code) || status == 403 ? Kind.DENIED : Kind.OTHER;
    }
}
