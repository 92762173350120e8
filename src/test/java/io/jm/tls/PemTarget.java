package io.jm.tls;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.fuzz.FuzzTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** Fuzzes the parser with a certificate or private key: a PEM file, or DER that this class encodes as PEM. */
public final class PemTarget implements FuzzTarget {
    /** The first byte of a certificate or key in DER: a sequence. */
    private static final byte DER = 0x30;

    private final Path directory;

    public PemTarget(Path directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return "pem";
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        Path certificate = directory.resolve("ca.pem");
        Path key = directory.resolve("ca-key.pem");
        if (!Files.exists(certificate)) {
            new X509Issuer(Ticker.system()).issueCa(certificate, key, "fuzz");
        }
        byte[] pem = Files.readAllBytes(certificate);
        byte[] keyPem = Files.readAllBytes(key);
        return List.of(pem, keyPem, der(pem), der(keyPem));
    }

    private static byte[] der(byte[] pem) {
        String text = new String(pem, StandardCharsets.US_ASCII);
        return Base64.getMimeDecoder().decode(text.replaceAll("-----.*-----", ""));
    }

    @Override
    public List<String> dictionary() {
        return List.of(
                "-----BEGIN CERTIFICATE-----\n",
                "-----END CERTIFICATE-----\n",
                "-----BEGIN EC PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\n",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\n",
                "-----END PRIVATE KEY-----\n",
                "Proc-Type: 4,ENCRYPTED\n",
                "-----",
                "MIIB",
                "MIGHAgEAMBMGByqGSM49",
                "====",
                "AAAA");
    }

    private static byte[] pem(byte[] der) {
        String body = Base64.getMimeEncoder().encodeToString(der);
        StringBuilder both = new StringBuilder();
        for (String label : List.of("CERTIFICATE", "PRIVATE KEY")) {
            both.append("-----BEGIN ").append(label).append("-----\n").append(body);
            both.append("\n-----END ").append(label).append("-----\n");
        }
        return both.toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String parse(byte[] input) throws IOException {
        Path file = directory.resolve("odd.pem");
        Files.write(file, input.length > 0 && input[0] == DER ? pem(input) : input);
        return certificates(file) + key(file);
    }

    private static String certificates(Path file) {
        try {
            return Integer.toBinaryString(PemFile.certificates(file).size());
        } catch (JmException e) {
            return e.getMessage().replace(file.toString(), "");
        }
    }

    private static String key(Path file) {
        try {
            return PemFile.key(file).getAlgorithm();
        } catch (JmException e) {
            return e.getMessage().replace(file.toString(), "");
        }
    }
}
