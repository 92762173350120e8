package io.jm.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/**
 * Decodes private keys in three structures: PKCS #1 (RSA), SEC 1 (elliptic curves) and PKCS #8, to which the others are
 * converted since Java reads nothing else. The first two values of the outer sequence identify the structure.
 */
final class PrivateKeyBytes {
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int OID = 0x06;
    private static final int SEQUENCE = 0x30;
    private static final int PARAMETERS = 0xa0;

    private static final byte[] ZERO = {INTEGER, 1, 0};
    private static final byte[] NULL = {0x05, 0};
    private static final byte[] RSA = {OID, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1};
    private static final byte[] ELLIPTIC = {OID, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

    static final String RSA_LABEL = "RSA PRIVATE KEY";

    private PrivateKeyBytes() {}

    /** Returns whether the bytes are an encrypted PKCS #8 key. */
    static boolean isEncrypted(byte[] bytes) {
        try {
            return new Value(bytes, 0).inside().tag() == SEQUENCE;
        } catch (InvalidKeyException e) {
            return false;
        }
    }

    /** Returns the PEM label of the structure by RFC 7468 and OpenSSL. */
    static String label(byte[] bytes) throws InvalidKeyException {
        return switch (second(bytes).tag()) {
            case INTEGER -> RSA_LABEL;
            case OCTETS -> "EC PRIVATE KEY";
            default -> "PRIVATE KEY";
        };
    }

    private static Value second(byte[] bytes) throws InvalidKeyException {
        return new Value(bytes, 0).inside().next();
    }

    /**
     * Decodes a key.
     *
     * @throws GeneralSecurityException if Java does not support the structure or the algorithm
     */
    static PrivateKey decode(byte[] bytes) throws GeneralSecurityException {
        Value second = second(bytes);
        return switch (second.tag()) {
            case SEQUENCE -> pkcs8(bytes, second.inside());
            case INTEGER -> key("RSA", wrapped(RSA, NULL, bytes));
            case OCTETS -> key("EC", wrapped(ELLIPTIC, curve(second.next()), bytes));
            default -> throw new InvalidKeyException("unknown structure");
        };
    }

    private static PrivateKey pkcs8(byte[] bytes, Value algorithm) throws GeneralSecurityException {
        byte[] id = algorithm.encoded();
        return key(Arrays.equals(id, RSA) ? "RSA" : Arrays.equals(id, ELLIPTIC) ? "EC" : "EdDSA", bytes);
    }

    private static PrivateKey key(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    private static byte[] curve(Value parameters) throws InvalidKeyException {
        if (parameters.tag() != PARAMETERS) {
            throw new InvalidKeyException("the curve is not named");
        }
        return parameters.inside().encoded();
    }

    private static byte[] wrapped(byte[] algorithm, byte[] parameters, byte[] key) {
        return value(SEQUENCE, ZERO, value(SEQUENCE, algorithm, parameters), value(OCTETS, key));
    }

    private static byte[] value(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
        out.write(tag);
        int lengthBytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / Byte.SIZE;
        if (length >= 0x80) {
            out.write(0x80 | lengthBytes);
        }
        for (int i = Math.max(1, lengthBytes) - 1; i >= 0; i--) {
            out.write(length >> Byte.SIZE * i);
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** One DER value: the offsets of its tag and of the start and end of its content. */
    private record Value(byte[] text, int at, int start, int end) {
        Value(byte[] text, int at) throws InvalidKeyException {
            this(text, at, start(text, at), end(text, at));
        }

        int tag() {
            return text[at] & 0xff;
        }

        Value inside() throws InvalidKeyException {
            return new Value(text, start);
        }

        Value next() throws InvalidKeyException {
            return new Value(text, end);
        }

        byte[] encoded() {
            return Arrays.copyOfRange(text, at, end);
        }

        private static int start(byte[] text, int at) throws InvalidKeyException {
            if (at + 2 > text.length) {
                throw new InvalidKeyException("truncated");
            }
            int length = text[at + 1] & 0xff;
            return at + 2 + (length > 0x80 ? length & 0x7f : 0);
        }

        private static int end(byte[] text, int at) throws InvalidKeyException {
            int start = start(text, at);
            long length = text[at + 1] & 0xff;
            if (start > text.length) {
                throw new InvalidKeyException("truncated");
            }
            if (length >= 0x80) {
                length = 0;
                for (int i = at + 2; i < start; i++) {
                    length = Math.min(length << 8 | text[i] & 0xff, Integer.MAX_VALUE);
                }
            }
            if (length > text.length - start) {
                throw new InvalidKeyException("truncated");
            }
            return start + (int) length;
        }
    }
}
