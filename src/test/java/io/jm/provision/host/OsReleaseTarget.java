package io.jm.provision.host;

import io.jm.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Fuzz target: a host's {@code /etc/os-release}. */
public final class OsReleaseTarget implements FuzzTarget {
    @Override
    public String name() {
        return "os-release";
    }

    @Override
    public List<byte[]> seeds() {
        String release = """
                # a comment
                NAME="Ubuntu"
                ID=ubuntu
                ID_LIKE="debian other"
                VERSION_ID='22.04'
                VARIANT_ID=coreos
                PRETTY_NAME="Ubuntu \\"22.04\\" LTS"
                """;
        return List.of(release.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<String> dictionary() {
        return List.of(
                "ID=", "VERSION_ID=", "\"", "'", "\\", "\\\"", "=", "#", "99999999999999999999", "-1", "1.", ".");
    }

    @Override
    public String parse(byte[] input) {
        OsRelease release = OsRelease.parse(new String(input, StandardCharsets.UTF_8));
        return release.id() + release.like().size() + release.majorVersion() + "." + release.minorVersion();
    }
}
