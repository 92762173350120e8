package io.jm.drivers.amazonec2;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.base.JmException;
import io.jm.cloud.CloudReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An account in memory, and a machine in a store. */
abstract class Ec2Fixture {
    @TempDir
    Path directory;

    Ec2Kit kit;

    @BeforeEach
    void makeKit() throws IOException {
        kit = new Ec2Kit(directory);
    }

    /** Returns the exception of a create. */
    JmException failure(String... options) {
        AmazonEc2Driver driver = kit.prepared(options);
        return assertThrows(JmException.class, driver::create);
    }

    static CloudReply raw(int status, String body) {
        return new CloudReply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
